import { Button, Table } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";

import { LEAST_SAMPLE, type NamedRow, type ReportAnswer, type ReportRow } from "../answer";
import { columnsOf, endOf, type Rates } from "./columns";
import { FigureCell } from "./figure-cell";
import { inOrder, type Order } from "./rows-order";
import { SortButton, sortOf } from "./sort-button";
import classes from "./table.module.css";

interface ReportTableProps {
  report: ReportAnswer;
  rows: readonly NamedRow[];
  label: string;
  /** What the first column holds. */
  names: string;
  /** What stands beside a rate: of how many, between which limits. */
  rates?: Rates;
  /** Figures told elsewhere on the page. */
  hidden?: readonly string[];
  /** Figures that stand in the table only when all are asked for. */
  more?: readonly string[];
  start?: Order;
  /** A column of the report's own, after the names. */
  extra?: { title: string; cell: (row: NamedRow) => ReactNode };
}

/** The numbers under the picture; each opens the list of what it counts. */
export function ReportTable(props: ReportTableProps) {
  const { report, rows, label, names, rates = {}, hidden = [], more = [], start, extra } = props;
  const { t } = useLingui();
  const [order, setOrder] = useState<Order | undefined>(start);
  const [isWhole, setWhole] = useState(false);
  const whole = columnsOf(report, rates, hidden);
  const columns = isWhole ? whole : whole.filter(({ figure }) => !more.includes(figure.key));
  const kept = more.filter((key) => whole.some(({ figure }) => figure.key === key)).length;
  const top = endOf(rows, columns);
  const cells = (row: ReportRow, name: string) =>
    columns.map((column) => (
      <FigureCell
        key={column.figure.key}
        report={report.key}
        row={row}
        name={name}
        column={column}
        top={top}
      />
    ));
  return (
    <>
      {kept > 0 && (
        <Button
          variant="subtle"
          size="compact-xs"
          className={classes.more}
          aria-pressed={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? (
            <Trans>Только главные показатели</Trans>
          ) : (
            <Plural
              value={kept}
              one="Ещё # показатель"
              few="Ещё # показателя"
              many="Ещё # показателей"
              other="Ещё # показателя"
            />
          )}
        </Button>
      )}
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.frame} role="region" aria-label={label} tabIndex={0}>
        <Table className={classes.table} aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" className={classes.name} aria-sort={sortOf("name", order)}>
                <SortButton
                  by="name"
                  order={order}
                  onOrder={setOrder}
                  definition={t`По этому разложены строки.`}
                >
                  {names}
                </SortButton>
              </Table.Th>
              {extra && <Table.Th scope="col">{extra.title}</Table.Th>}
              {columns.map(({ figure: { key, title, definition } }) => (
                <Table.Th key={key} scope="col" data-align="end" aria-sort={sortOf(key, order)}>
                  <SortButton by={key} order={order} onOrder={setOrder} definition={definition}>
                    {title}
                  </SortButton>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inOrder(rows, order, report.figures).map((named) => (
              <Table.Tr key={named.key} data-small={named.isSmall || undefined}>
                <RowName {...named} />
                {extra && <Table.Td>{extra.cell(named)}</Table.Td>}
                {cells(named.row, named.name)}
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            {report.median && (
              <Table.Tr>
                <Table.Th scope="row" className={classes.name}>
                  <Trans>Медиана по менеджерам</Trans>
                </Table.Th>
                {extra && <Table.Td />}
                {cells(report.median, "")}
              </Table.Tr>
            )}
            <Table.Tr>
              <Table.Th scope="row" className={classes.name}>
                <Trans>Всего</Trans>
              </Table.Th>
              {extra && <Table.Td />}
              {cells(report.total, t`Всего`)}
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </div>
    </>
  );
}

function RowName({ name, isSmall, sample }: NamedRow) {
  return (
    <Table.Th scope="row" className={classes.name}>
      {name}
      {isSmall && (
        <span className={classes.beside}>
          <Trans>
            пока мало: {sample} из {LEAST_SAMPLE}
          </Trans>
        </span>
      )}
    </Table.Th>
  );
}
