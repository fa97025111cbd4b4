import { Badge, Button, NumberInput, SegmentedControl, Switch, Table } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { api, unwrap } from "@/api/client";
import { useDictionaries } from "@/api/dictionary-queries";
import type { RoutingIn, RoutingMember, RoutingMode, RoutingRule } from "@/api/types";
import { EntitySelect } from "@/ui/entity-select";
import { Moment } from "@/ui/moment";
import { Section } from "@/ui/section";

import { useMayRule } from "../sections";
import classes from "../settings.module.css";
import { useSave } from "../use-save";

type Draft = Pick<RoutingMember, "manager" | "weight" | "capacity" | "is_active">;

export function RuleEditor({ rule }: { rule: RoutingRule }) {
  const { t } = useLingui();
  const mayRule = useMayRule();
  const { people } = useDictionaries();
  const [mode, setMode] = useState<RoutingMode>(rule.mode === "fair" ? "fair" : "manual");
  const [members, setMembers] = useState<Draft[]>(rule.members);
  const save = useSave({
    send: (body: RoutingIn) =>
      unwrap(
        api.PUT("/routing/{pipeline_id}", { params: { path: { pipeline_id: rule.pipeline.id } }, body }),
      ),
    stale: [["routing"], ["dictionaries"]],
  });
  const put = (manager: number, patch: Partial<Draft>) =>
    setMembers(members.map((one) => (one.manager.id === manager ? { ...one, ...patch } : one)));
  const free = people.filter(
    (person) => person.is_active && !members.some((one) => one.manager.id === person.id),
  );
  const submit = () =>
    save.mutate({
      mode,
      members: members.map(({ manager, weight, capacity, is_active }) => ({
        manager: manager.id,
        weight,
        capacity,
        is_active,
      })),
    });
  return (
    <Section title={<Trans>Кто участвует</Trans>}>
      <SegmentedControl
        aria-label={t`Способ раздачи`}
        disabled={!mayRule}
        value={mode}
        onChange={(value) => setMode(value as RoutingMode)}
        data={[
          { value: "fair", label: t`Поровну по весам` },
          { value: "manual", label: t`Вручную: берут сами` },
        ]}
      />
      {members.length === 0 && (
        <p className={classes.soft}>{t`Никто не участвует: новые сделки ждут в заявках без менеджера.`}</p>
      )}
      {members.length > 0 && (
        <Table.ScrollContainer minWidth={620}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t`Менеджер`}</Table.Th>
                <Table.Th>{t`Вес`}</Table.Th>
                <Table.Th>{t`Предел открытых`}</Table.Th>
                <Table.Th ta="end">{t`В работе`}</Table.Th>
                <Table.Th ta="end">{t`Получил за 30 дней`}</Table.Th>
                <Table.Th>{t`Участвует`}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {members.map((member) => (
                <MemberRow
                  key={member.manager.id}
                  member={member}
                  facts={rule.members.find((one) => one.manager.id === member.manager.id)}
                  disabled={!mayRule}
                  onChange={(patch) => put(member.manager.id, patch)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {mayRule && (
        <div className={classes.end}>
          <EntitySelect
            aria-label={t`Добавить менеджера`}
            placeholder={t`Добавить менеджера`}
            options={free}
            value={null}
            onChange={(id) => {
              const person = people.find((one) => one.id === id);
              if (person)
                setMembers([
                  ...members,
                  {
                    manager: { id: person.id, name: person.name },
                    weight: 100,
                    capacity: null,
                    is_active: true,
                  },
                ]);
            }}
          />
          <Button loading={save.isPending} onClick={submit}>
            <Trans>Сохранить</Trans>
          </Button>
        </div>
      )}
    </Section>
  );
}

interface MemberRowProps {
  member: Draft;
  facts: RoutingMember | undefined;
  disabled: boolean;
  onChange: (patch: Partial<Draft>) => void;
}

function MemberRow({ member, facts, disabled, onChange }: MemberRowProps) {
  const { t } = useLingui();
  const { name } = member.manager;
  return (
    <Table.Tr>
      <Table.Td>
        {name}{" "}
        {facts?.absent_until && (
          <Badge color="yellow">
            <Trans>
              Нет до <Moment at={facts.absent_until} as="date" />
            </Trans>
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        <NumberInput
          w={80}
          aria-label={t`Вес: ${name}`}
          min={0}
          max={1000}
          disabled={disabled}
          value={member.weight}
          onChange={(value) => onChange({ weight: Number(value) || 0 })}
        />
      </Table.Td>
      <Table.Td>
        <NumberInput
          w={110}
          aria-label={t`Предел открытых сделок: ${name}`}
          placeholder={t`Без предела`}
          min={0}
          disabled={disabled}
          value={member.capacity ?? ""}
          onChange={(value) => onChange({ capacity: value === "" ? null : Number(value) })}
        />
      </Table.Td>
      <Table.Td ta="end" className="num">
        {facts?.open_deals ?? "—"}
      </Table.Td>
      <Table.Td ta="end" className="num">
        {facts?.given_30d ?? "—"}
      </Table.Td>
      <Table.Td>
        <Switch
          aria-label={t`Участвует: ${name}`}
          disabled={disabled}
          checked={member.is_active}
          onChange={(event) => onChange({ is_active: event.currentTarget.checked })}
        />
      </Table.Td>
    </Table.Tr>
  );
}
