import { Checkbox } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";
import type { LossReason, LossReasonGroup } from "@/api/types";
import { PageHead } from "@/ui/page-head";
import { EmptyState } from "@/ui/screen-state";
import { Section } from "@/ui/section";

import classes from "../settings.module.css";
import { AddEntry } from "./add-entry";
import { EntryRow } from "./entry-row";
import { useEntries } from "./use-entries";

/** Reasons in two levels. Without one no deal can be lost, so the list should fit on one screen. */
export function ReasonsPage() {
  const { t } = useLingui();
  const { loss_reasons: groups } = useDictionaries();
  const { add } = useEntries("loss_reason_groups");
  return (
    <>
      <PageHead
        title={t`Причины отказа`}
        lead={
          <Trans>
            Сначала группа, внутри — причины. Без причины сделку нельзя проиграть ни с доски, ни через API, ни
            импортом.
          </Trans>
        }
      />
      {groups.length === 0 && (
        <EmptyState icon="lost" title={<Trans>Причин пока нет</Trans>}>
          <Trans>Добавьте группу, например «Цена», и внутри неё причины: «Дорого», «Нет рассрочки».</Trans>
        </EmptyState>
      )}
      {groups.map((group) => (
        <Group key={group.id} group={group} />
      ))}
      <Section title={<Trans>Новая группа</Trans>}>
        <AddEntry
          label={t`Название группы`}
          busy={add.isPending}
          onAdd={(name) => add.mutate({ name, position: groups.length })}
        />
      </Section>
    </>
  );
}

function Group({ group }: { group: LossReasonGroup }) {
  const { t } = useLingui();
  const groups = useEntries("loss_reason_groups");
  const reasons = useEntries("loss_reasons");
  return (
    <Section title={group.name}>
      <ul className={classes.rows}>
        <EntryRow entry={group} onChange={(patch) => groups.change.mutate({ id: group.id, ...patch })}>
          <IsRefusal
            entry={group}
            onChange={(is_refusal) => groups.change.mutate({ id: group.id, is_refusal })}
          />
        </EntryRow>
        {group.reasons.map((reason) => (
          <EntryRow
            key={reason.id}
            nested
            entry={reason}
            onChange={(patch) => reasons.change.mutate({ id: reason.id, ...patch })}
          >
            <IsRefusal
              entry={reason}
              onChange={(is_refusal) => reasons.change.mutate({ id: reason.id, is_refusal })}
            />
          </EntryRow>
        ))}
      </ul>
      <AddEntry
        label={t`Новая причина в группе «${group.name}»`}
        busy={reasons.add.isPending}
        onAdd={(name) => reasons.add.mutate({ name, group: group.id, position: group.reasons.length })}
      />
    </Section>
  );
}

function IsRefusal({
  entry,
  onChange,
}: {
  entry: Pick<LossReason, "is_refusal">;
  onChange: (isRefusal: boolean) => void;
}) {
  const { t } = useLingui();
  return (
    <Checkbox
      label={<Trans>Не отказ</Trans>}
      title={t`Дубли и спам: такие сделки не входят в знаменатель конверсии и считаются отдельно`}
      checked={!entry.is_refusal}
      onChange={(event) => onChange(!event.currentTarget.checked)}
    />
  );
}
