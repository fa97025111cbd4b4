import { Button, Group, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import type { Difference } from "@/api/errors";

import { Dialog } from "@/ui/dialog";

import { useFieldWords } from "./use-field-words";

export interface Conflict {
  difference: Difference;
  /** The record's version now: what a repeated change must be made against. */
  version: number | undefined;
  /** Called with the fields in which the person insists on the own value. */
  onKeep: (fields: string[], version: number | undefined) => void;
}

interface ConflictDialogProps {
  conflict: Conflict;
  onClose: () => void;
}

type Side = "yours" | "current";

/** Somebody changed the deal first: both values side by side, and the choice field by field. */
export function ConflictDialog({ conflict, onClose }: ConflictDialogProps) {
  const { t } = useLingui();
  const words = useFieldWords();
  const fields = Object.keys(conflict.difference);
  const [sides, setSides] = useState<Record<string, Side>>({});
  const mine = fields.filter((field) => sides[field] === "yours");
  const apply = () => {
    if (mine.length > 0) conflict.onKeep(mine, conflict.version);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t`Сделку уже изменили`} size="lg">
      <Stack>
        <Text size="sm">
          <Trans>Пока вы правили, коллега сохранил своё. Выберите, что оставить.</Trans>
        </Text>
        <Table.ScrollContainer minWidth={440}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>
                  <Trans>Поле</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Сейчас в сделке</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>У вас</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Оставить</Trans>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {fields.map((field) => {
                const label = words.label(field);
                const { current, yours } = conflict.difference[field] ?? { current: null, yours: null };
                return (
                  <Table.Tr key={field}>
                    <Table.Th scope="row">{label}</Table.Th>
                    <Table.Td>{words.value(field, current)}</Table.Td>
                    <Table.Td>{words.value(field, yours)}</Table.Td>
                    <Table.Td>
                      <SegmentedControl
                        aria-label={t`Что оставить: ${label}`}
                        value={sides[field] ?? "current"}
                        onChange={(side) => setSides({ ...sides, [field]: side as Side })}
                        data={[
                          { value: "current", label: t`Что в сделке` },
                          { value: "yours", label: t`Моё` },
                        ]}
                      />
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Отмена</Trans>
          </Button>
          <Button onClick={apply}>
            {mine.length > 0 ? <Trans>Сохранить выбранное</Trans> : <Trans>Оставить как в сделке</Trans>}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
