import { Button, Table } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";

import type { Deal } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Icon } from "@/ui/icon";
import { Money } from "@/ui/money";

import { lineSum } from "./line-drafts";
import { LinesEditor } from "./lines-editor";
import { Panel } from "./panel";
import classes from "./panel.module.css";
import type { DealChanges } from "./use-deal-changes";

/** What is sold. The lines make the deal's amount; without them the amount is typed by hand. */
export function LinesSection({ deal, changes }: { deal: Deal; changes: DealChanges }) {
  const formats = useFormats();
  const [isEditing, setEditing] = useState(false);
  const edit = deal.can.edit && !isEditing && (
    <Button variant="subtle" color="gray" size="compact-xs" leftSection={<Icon name={deal.lines.length > 0 ? "edit" : "plus"} size={13} />} onClick={() => setEditing(true)}>
      {deal.lines.length > 0 ? <Trans>Править состав</Trans> : <Trans>Добавить</Trans>}
    </Button>
  );
  if (isEditing) {
    return (
      <Panel title={<Trans>Состав сделки</Trans>}>
        <LinesEditor deal={deal} isBusy={changes.isBusy} onCancel={() => setEditing(false)} onSave={(lines) => changes.saveLines(lines, () => setEditing(false))} />
      </Panel>
    );
  }
  return (
    <Panel title={<Trans>Состав сделки</Trans>} actions={edit}>
      {deal.lines.length === 0 ? (
        <p className={classes.soft}><Trans>Пока пусто. Добавьте товары или услуги — сумма и маржа посчитаются сами.</Trans></p>
      ) : (
        <Table.ScrollContainer minWidth={420}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th><Trans>Что</Trans></Table.Th>
                <Table.Th ta="end"><Trans>Кол-во</Trans></Table.Th>
                <Table.Th ta="end"><Trans>Цена</Trans></Table.Th>
                <Table.Th ta="end"><Trans>Скидка с единицы</Trans></Table.Th>
                <Table.Th ta="end"><Trans>Сумма</Trans></Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {deal.lines.map((line, index) => (
                <Table.Tr key={line.id ?? index}>
                  <Table.Td>{line.name}</Table.Td>
                  <Table.Td ta="end" className="num">{formats.number(line.quantity, 3)}</Table.Td>
                  <Table.Td ta="end"><Money amount={line.price} currency={deal.currency} /></Table.Td>
                  <Table.Td ta="end">{line.discount > 0 ? <Money amount={line.discount} currency={deal.currency} /> : "—"}</Table.Td>
                  <Table.Td ta="end"><Money amount={lineSum(line)} currency={deal.currency} /></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th colSpan={4}><Trans>Итого</Trans></Table.Th>
                <Table.Th ta="end"><Money amount={deal.lines.reduce((sum, line) => sum + lineSum(line), 0)} currency={deal.currency} /></Table.Th>
              </Table.Tr>
              <Margin deal={deal} />
            </Table.Tfoot>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}

/** Only those who may see costs get a margin at all; an unknown cost is said, never taken for zero. */
function Margin({ deal }: { deal: Deal }) {
  const formats = useFormats();
  if (deal.margin === undefined) return null;
  const rate = typeof deal.margin_rate === "number" ? formats.percent(deal.margin_rate) : null;
  return (
    <Table.Tr>
      <Table.Td colSpan={4}><Trans>Маржа</Trans></Table.Td>
      <Table.Td ta="end">
        {deal.margin === null ? <Trans>себестоимость неизвестна</Trans> : <><Money amount={deal.margin} currency={deal.currency} />{rate && ` · ${rate}`}</>}
      </Table.Td>
    </Table.Tr>
  );
}
