import { Button, Group, Stack, Table, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";

import { ApiError } from "@/api/errors";
import type { BulkResult, DealRow } from "@/api/types";

import { useRefusalText } from "../changes/use-refusal-text";
import { Dialog } from "@/ui/dialog";

interface BulkOutcomeProps {
  outcome: BulkResult;
  rows: DealRow[];
  onClose: () => void;
}

export function BulkOutcome({ outcome, rows, onClose }: BulkOutcomeProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const title = (id: string) => rows.find((row) => row.id === id)?.title ?? id;
  return (
    <Dialog
      onClose={onClose}
      title={outcome.changed === 0 ? t`Ничего не изменено` : t`Изменены не все`}
      size="lg"
    >
      <Stack>
        <Text size="sm">
          {outcome.changed === 0 ? (
            <Trans>Все выбранные сделки остались как были:</Trans>
          ) : (
            <>
              <Plural
                value={outcome.changed}
                one="Изменена # сделка."
                few="Изменены # сделки."
                many="Изменено # сделок."
                other="Изменено # сделки."
              />{" "}
              <Trans>Остальные остались как были:</Trans>
            </>
          )}
        </Text>
        <Table.ScrollContainer minWidth={360} maxHeight={320}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>
                  <Trans>Сделка</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Почему</Trans>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {outcome.refused.map((refusal) => (
                <Table.Tr key={refusal.id}>
                  <Table.Td>{title(refusal.id)}</Table.Td>
                  <Table.Td>{refusalText(new ApiError(409, refusal))}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Group justify="flex-end">
          <Button onClick={onClose}>
            <Trans>Понятно</Trans>
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
