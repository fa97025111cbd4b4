// What every report answers with, whatever it counts. A report's own parts are typed where its page is.
import type { MetricInfo } from "@/api/types";
import type { FilterValues } from "@/lib/search-params";
import { parseSearch, readFilters } from "@/lib/search-params";

import { type Group, GROUPS } from "./question/report-search";

type Told = MetricInfo["figures"][number];
/** Working time is told in hours: a working day is no day of twenty-four. */
export type Unit = Told["unit"] | "working_s";
export type Figure = Omit<Told, "unit"> & { unit: Unit };
export type FigureValues = Record<string, unknown>;

export interface ReportRow {
  /** Where the things the row counts are listed; absent where a colleague is not shown by name. */
  list?: string | null;
  compared?: object | null;
}

export interface ReportAnswer<Row extends ReportRow = ReportRow> {
  key: string;
  title: string;
  definition: string;
  as_of: string;
  position: number;
  group_by: string[];
  cells: string[];
  figures: Figure[];
  rows: Row[];
  total: ReportRow;
  /** Where one sees only oneself: the figures of the one in the middle. */
  median?: object | null;
}

export interface NamedRow<Row extends ReportRow = ReportRow> {
  key: string;
  name: string;
  row: Row;
  /** How much the row counts, and whether that is too little to say anything about it. */
  sample: number;
  isSmall: boolean;
}

/** Fewer than this say nothing about a person; the row is shown pale and says so. */
export const LEAST_SAMPLE = 10;

/** Durations that are working time, by name or all of them, under a unit of their own. */
export function withWorkingTime(figures: readonly Figure[], working: readonly string[] | "all"): Figure[] {
  return figures.map((figure) => {
    const isWorking = figure.unit === "duration_s" && (working === "all" || working.includes(figure.key));
    return isWorking ? { ...figure, unit: "working_s" as const } : figure;
  });
}

export function figureOf(row: object | null | undefined, key: string): number | null {
  const value = (row as FigureValues | null | undefined)?.[key];
  return typeof value === "number" ? value : null;
}

export function timeOf(row: object | null | undefined, key: string): string | null {
  const value = (row as FigureValues | null | undefined)?.[key];
  return typeof value === "string" ? value : null;
}

interface Value {
  id: number | string | null;
  name: string;
}

export function valueOf(row: ReportRow, dimension: string): Value | null {
  const value = (row as FigureValues)[dimension];
  return typeof value === "object" && value !== null && "name" in value ? (value as Value) : null;
}

/** An answer compared with the team: only figures that can be like it are left beside each other. */
export function besideTeam(report: ReportAnswer, sums: readonly string[] = []): ReportAnswer {
  const added = report.figures.filter(({ key, unit }) => unit === "deals" || sums.includes(key));
  const without = Object.fromEntries(added.map(({ key }) => [key, null]));
  return {
    ...report,
    rows: report.rows.map((row) => ({ ...row, compared: row.compared && { ...row.compared, ...without } })),
    total: { ...report.total, compared: null },
  };
}

/** Rows with their names put together and their sample judged. */
export function namedRows<Row extends ReportRow>(
  rows: readonly Row[],
  groups: readonly string[],
  sampleKey: string | null,
  nameOf: (value: Value, group: string) => string,
): NamedRow<Row>[] {
  return rows.map((row, place) => {
    const values = groups.map((group) => ({ group, value: valueOf(row, group) }));
    const sample = sampleKey === null ? 0 : (figureOf(row, sampleKey) ?? 0);
    return {
      key: `${values.map(({ value }) => String(value?.id ?? "none")).join("/")}#${place}`,
      name: values.map(({ group, value }) => (value ? nameOf(value, group) : "—")).join(" · "),
      row,
      sample,
      isSmall: sampleKey !== null && sample < LEAST_SAMPLE,
    };
  });
}

/** The query behind a number: the row's own `list` address, asked for the number's cell. */
export function listSearch(list: string, cell: string | undefined): FilterValues {
  const [, text = ""] = list.split("?");
  const asked = parseSearch(text);
  return { ...readFilters(asked, Object.keys(asked)), ...(cell ? { cell: [cell] } : {}) };
}

export const isGroup = (text: string): text is Group => (GROUPS as readonly string[]).includes(text);
