import { Table } from "@mantine/core";
import { Trans } from "@lingui/react/macro";

import { useFormats } from "@/ui/formats-context";
import { Moment } from "@/ui/moment";

import { type Figure, figureOf, type ReportRow, timeOf } from "../answer";
import { Delta } from "./delta";
import { IntervalBar } from "./interval-bar";
import { Opening } from "./opening";
import classes from "./table.module.css";
import { useFigureText } from "./use-figure-text";

/** A figure with what stands beside it. */
export interface Column {
  figure: Figure;
  /** A rate is this many of so many. */
  of?: readonly [part: string, whole: string];
  /** The ends of its interval. */
  interval?: readonly [low: string, high: string];
  /** Where the figure was not reached yet, it is more than this one. */
  beyond?: string;
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
        <Told row={row} column={column} />
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

function Told({ row, column: { figure, beyond } }: { row: ReportRow; column: Column }) {
  const text = useFigureText();
  const at = timeOf(row, figure.key);
  if (at) return <Moment at={at} as="date" />;
  const value = figureOf(row, figure.key);
  const least = value === null && beyond ? figureOf(row, beyond) : null;
  return least === null ? text(value, figure.unit) : `> ${text(least, figure.unit)}`;
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
