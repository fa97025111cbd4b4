// Rows of the report as the screen shows them: a name, the cell behind each number, sorting.
import type { ConversionCell, ConversionReport, ConversionRow } from "@/api/types";
import type { FilterValues } from "@/lib/search-params";
import { parseSearch, readFilters } from "@/lib/search-params";

import { type Group, GROUPS } from "../report-search";

/** Fewer deals than this say nothing about a person; the row is shown pale and says so. */
export const SMALL_SAMPLE = 10;

export type SortKey = "name" | "entered" | "advanced" | "rate" | "open" | "index";

export interface ShownRow {
  key: string;
  name: string;
  cell: ConversionCell;
  isSmall: boolean;
}

interface NamedValue {
  id: number | string | null;
  name: string;
}

export function shownRows(report: ConversionReport, groups: Group[], nameless: string): ShownRow[] {
  return report.rows.map((row) => {
    const parts = groups.map((group) => nameOf(row, group) ?? nameless);
    return {
      key: groups.map((group) => String(idOf(row, group))).join("/"),
      name: parts.join(" · "),
      cell: row,
      isSmall: row.entered < SMALL_SAMPLE,
    };
  });
}

export function sortRows(rows: ShownRow[], by: SortKey, descending: boolean): ShownRow[] {
  const sign = descending ? -1 : 1;
  const value = (row: ShownRow) => (by === "name" ? row.name : (row.cell[by] ?? -1));
  return [...rows].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (typeof left === "string" || typeof right === "string")
      return sign * String(left).localeCompare(String(right));
    return sign * (left - right);
  });
}

/** The query behind a number: the row's own `list` address, asked for one of its counts. */
export function listSearch(
  cell: Pick<ConversionCell, "list">,
  count: "entered" | "advanced" | "open",
): FilterValues {
  const [, text = ""] = (cell.list ?? "").split("?");
  const asked = parseSearch(text);
  return { ...readFilters(asked, Object.keys(asked)), cell: [count] };
}

function valueOf(row: ConversionRow, group: Group): NamedValue | null {
  const value = row[group];
  return typeof value === "object" && value !== null ? (value as NamedValue) : null;
}

const nameOf = (row: ConversionRow, group: Group): string | undefined => valueOf(row, group)?.name;
const idOf = (row: ConversionRow, group: Group) => valueOf(row, group)?.id ?? "none";

export const isGroup = (text: string): text is Group => (GROUPS as readonly string[]).includes(text);
