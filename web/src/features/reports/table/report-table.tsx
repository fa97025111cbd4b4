import { Table, Tooltip } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";

import { Icon } from "@/ui/icon";

import { figureOf, LEAST_SAMPLE, type NamedRow, type ReportAnswer, type ReportRow } from "../answer";
import { type Column, FigureCell } from "./figure-cell";
import { inOrder, type Order } from "./rows-order";
import classes from "./table.module.css";

export interface RateWords {
  of?: readonly [part: string, whole: string];
  interval?: readonly [low: string, high: string];
}

interface ReportTableProps {
  report: ReportAnswer;
  rows: readonly NamedRow[];
  label: string;
  /** What the first column holds. */
  names: string;
  /** What stands beside a rate: of how many, between which limits. */
  rates?: Readonly<Record<string, RateWords>>;
  /** Figures told elsewhere on the page. */
  hidden?: readonly string[];
  start?: Order;
}

/** The numbers under the picture; each opens the list of what it counts. */
export function ReportTable({
  report,
  rows,
  label,
  names,
  rates = {},
  hidden = [],
  start,
}: ReportTableProps) {
  const { t } = useLingui();
  const [order, setOrder] = useState<Order | undefined>(start);
  const columns = columnsOf(report, rates, hidden);
  const top = Math.max(0.01, ...rows.map(({ row }) => highest(row, columns)));
  const head = (by: string, name: ReactNode, definition: string) => (
    <SortButton by={by} order={order} onOrder={setOrder} definition={definition}>
      {name}
    </SortButton>
  );
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
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.frame} role="region" aria-label={label} tabIndex={0}>
      <Table className={classes.table} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" className={classes.name} aria-sort={sortOf("name", order)}>
              {head("name", names, t`По этому разложены строки.`)}
            </Table.Th>
            {columns.map(({ figure }) => (
              <Table.Th key={figure.key} scope="col" data-align="end" aria-sort={sortOf(figure.key, order)}>
                {head(figure.key, figure.title, figure.definition)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inOrder(rows, order, report.figures).map(({ key, name, row, isSmall, sample }) => (
            <Table.Tr key={key} data-small={isSmall || undefined}>
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
              {cells(row, name)}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          {report.median && (
            <Table.Tr>
              <Table.Th scope="row" className={classes.name}>
                <Trans>Медиана по менеджерам</Trans>
              </Table.Th>
              {cells(report.median, "")}
            </Table.Tr>
          )}
          <Table.Tr>
            <Table.Th scope="row" className={classes.name}>
              <Trans>Всего</Trans>
            </Table.Th>
            {cells(report.total, t`Всего`)}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </div>
  );
}

/** Figures that no row has are left out; a rate opens the list of what it is a share of. */
function columnsOf(
  report: ReportAnswer,
  rates: Readonly<Record<string, RateWords>>,
  hidden: readonly string[],
): Column[] {
  const limits = Object.values(rates).flatMap((rate) => rate.interval ?? []);
  return report.figures
    .filter(({ key }) => !hidden.includes(key) && !limits.includes(key) && key in report.total)
    .map((figure) => {
      const rate = rates[figure.key];
      const cell = [figure.key, rate?.of?.[1]].find((key) => key && report.cells.includes(key));
      return { figure, ...rate, cell: cell ?? report.cells[0] };
    });
}

function highest(row: ReportRow, columns: readonly Column[]): number {
  return Math.max(0, ...columns.map(({ interval }) => figureOf(row, interval?.[1] ?? "") ?? 0));
}

function sortOf(by: string, order: Order | undefined): "ascending" | "descending" | "none" {
  if (order?.by !== by) return "none";
  return order.isDescending ? "descending" : "ascending";
}

interface SortButtonProps {
  by: string;
  order: Order | undefined;
  onOrder: (order: Order) => void;
  definition: string;
  children: ReactNode;
}

/** Presses sort, hover and focus tell the definition. */
function SortButton({ by, order, onOrder, definition, children }: SortButtonProps) {
  const isCurrent = order?.by === by;
  const next = isCurrent ? !order.isDescending : by !== "name";
  return (
    <Tooltip
      label={definition}
      multiline
      w={300}
      openDelay={200}
      events={{ hover: true, focus: true, touch: false }}
    >
      <button type="button" className={classes.sort} onClick={() => onOrder({ by, isDescending: next })}>
        {children}
        {isCurrent && <Icon name={order.isDescending ? "arrowDown" : "arrowUp"} size={12} />}
      </button>
    </Tooltip>
  );
}
