import { Table } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useFormats } from "@/ui/formats-context";
import { Moment } from "@/ui/moment";

import { type Figure, figureOf, listSearch, type ReportRow, timeOf } from "../answer";
import { Delta } from "./delta";
import { IntervalBar } from "./interval-bar";
import classes from "./table.module.css";
import { useFigureText } from "./use-figure-text";

/** A figure with what stands beside it. */
export interface Column {
  figure: Figure;
  /** A rate is this many of so many. */
  of?: readonly [part: string, whole: string];
  /** The ends of its interval. */
  interval?: readonly [low: string, high: string];
  /** The number of the report that opens the list. */
  cell: string | undefined;
}

interface FigureCellProps {
  report: string;
  row: ReportRow;
  /** What the list is called. */
  name: string;
  column: Column;
  /** The end of the scale of intervals. */
  top: number;
}

export function FigureCell({ report, row, name, column, top }: FigureCellProps) {
  const { figure, of } = column;
  const formats = useFormats();
  const value = figureOf(row, figure.key);
  const then = figureOf(row.compared, figure.key);
  const [part, whole] = of ? of.map((key) => figureOf(row, key)) : [];
  return (
    <Table.Td data-align="end">
      <Opening report={report} row={row} name={name} cell={column.cell}>
        <Told row={row} figure={figure} />
      </Opening>
      {typeof part === "number" && typeof whole === "number" && (
        <span className={`num ${classes.beside}`}>
          <Trans>
            {formats.number(part)} из {formats.number(whole)}
          </Trans>
        </span>
      )}
      <Limits row={row} column={column} top={top} />
      {value !== null && then !== null && <Delta figure={figure} now={value} then={then} />}
    </Table.Td>
  );
}

function Told({ row, figure }: { row: ReportRow; figure: Figure }) {
  const text = useFigureText();
  const at = timeOf(row, figure.key);
  if (at) return <Moment at={at} as="date" />;
  return text(figureOf(row, figure.key), figure.unit);
}

interface OpeningProps {
  report: string;
  row: ReportRow;
  name: string;
  cell: string | undefined;
  children: ReactNode;
}

/** A number that opens what it counts; a colleague's who is not shown by name opens nothing. */
function Opening({ report, row, name, cell, children }: OpeningProps) {
  if (!row.list) return <span className={`num ${classes.value}`}>{children}</span>;
  return (
    <Link
      to="/reports/$report/deals"
      params={{ report }}
      search={{ ...listSearch(row.list, cell), title: name }}
      className={`num ${classes.value}`}
    >
      {children}
    </Link>
  );
}

function Limits({ row, column, top }: Pick<FigureCellProps, "row" | "column" | "top">) {
  const text = useFigureText();
  const { unit } = column.figure;
  const [low, high] = (column.interval ?? []).map((key) => figureOf(row, key));
  const middle = figureOf(row, column.figure.key);
  if (typeof low !== "number" || typeof high !== "number" || middle === null) return null;
  const ends = `${text(low, unit, { short: true })} – ${text(high, unit, { short: true })}`;
  return (
    <span className={`num ${classes.beside}`}>
      {unit === "share" ? <IntervalBar low={low} rate={middle} high={high} top={top} text={ends} /> : ends}
    </span>
  );
}
