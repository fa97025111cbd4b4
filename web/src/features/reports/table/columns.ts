// Which figures of a report stand in its table, and what stands beside each.
import { figureOf, type ReportAnswer, type ReportRow } from "../answer";
import type { Column } from "./figure-cell";

export interface RateWords {
  /** A rate is this many of so many. */
  of?: readonly [part: string, whole: string];
  interval?: readonly [low: string, high: string];
  /** Where the figure was not reached yet, it is more than this one. */
  beyond?: string;
}

export type Rates = Readonly<Record<string, RateWords>>;

/** Figures that neither the rows nor the whole have are left out; a rate opens the list of what it is a share of. */
export function columnsOf(report: ReportAnswer, rates: Rates, hidden: readonly string[]): Column[] {
  const limits = Object.values(rates).flatMap((rate) => rate.interval ?? []);
  const has = (key: string) => key in report.total || report.rows.some((row) => key in row);
  return report.figures
    .filter(({ key }) => !hidden.includes(key) && !limits.includes(key) && has(key))
    .map((figure) => {
      const rate = rates[figure.key];
      const cell = [figure.key, rate?.of?.[1]].find((key) => key && report.cells.includes(key));
      return { figure, ...rate, cell: cell ?? report.cells[0] };
    });
}

/** Where the scale of the intervals ends. */
export function endOf(rows: readonly { row: ReportRow }[], columns: readonly Column[]): number {
  const ends = rows.flatMap(({ row }) =>
    columns.map(({ interval }) => figureOf(row, interval?.[1] ?? "") ?? 0),
  );
  return Math.max(0.01, ...ends);
}
