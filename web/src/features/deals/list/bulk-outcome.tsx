import { Button, Group, Modal, Stack, Table, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";

import type { BulkResult, DealRow } from "@/api/types";

interface BulkOutcomeProps {
  outcome: BulkResult;
  rows: DealRow[];
  onClose: () => void;
}

export function BulkOutcome({ outcome, rows, onClose }: BulkOutcomeProps) {
  const { t } = useLingui();
  const title = (id: string) => rows.find((row) => row.id === id)?.title ?? id;
  return (
    <Modal opened onClose={onClose} title={t`Изменены не все`} size="lg">
      <Stack>
        <Text size="sm">
          <Plural value={outcome.changed} _0="Ни одна сделка не изменена." one="Изменена # сделка." few="Изменены # сделки." many="Изменено # сделок." other="Изменено # сделки." />{" "}
          <Trans>Остальные остались как были:</Trans>
        </Text>
        <Table.ScrollContainer minWidth={360} maxHeight={320}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th><Trans>Сделка</Trans></Table.Th>
                <Table.Th><Trans>Почему</Trans></Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {outcome.refused.map((refusal) => (
                <Table.Tr key={refusal.id}>
                  <Table.Td>{title(refusal.id)}</Table.Td>
                  <Table.Td>{refusal.message}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Group justify="flex-end">
          <Button onClick={onClose}><Trans>Понятно</Trans></Button>
        </Group>
      </Stack>
    </Modal>
  );
}
