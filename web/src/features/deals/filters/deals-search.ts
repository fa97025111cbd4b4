// The URL of the deals screen: view, pipeline, scope, filters, sorting, columns. The filter keys are
// the HTTP API's own, so the part of the URL that matters can be saved as a view and sent unchanged.
import { type FilterValues, readChoice, readFilters, readText, type SearchValues } from "@/lib/search-params";

import { isDay, nextDay, zonedDay } from "@/lib/zoned-day";

export const SORTS = [
  "-created_at",
  "created_at",
  "title",
  "-title",
  "-amount",
  "amount",
  "-stage_entered_at",
  "stage_entered_at",
  "-last_contact_at",
  "last_contact_at",
  "next_task_at",
  "-next_task_at",
  "-closed_at",
  "closed_at",
] as const;
export type Sort = (typeof SORTS)[number];
export const DEFAULT_SORT: Sort = "-created_at";

export type Scope = "all" | "mine" | "pool";
export type DealsView = "board" | "list";

const FILTER_KEYS = [
  "q",
  "manager",
  "team",
  "pipeline",
  "stage",
  "deal_type",
  "market",
  "source",
  "campaign",
  "product",
  "category",
  "state",
  "reason",
  "mine",
  "pool",
  "created_from",
  "created_to",
  "closed_from",
  "closed_to",
  "amount_min",
  "amount_max",
  "paused",
  "next_step",
  "cf_*",
];

const DAY_KEYS = /^(created|closed)_(from|to)$/;

/** Filters that mean nothing on a board: it always shows the open deals of one pipeline. */
const LIST_ONLY = ["state", "reason", "stage", "closed_from", "closed_to"];

export type DealsSearch = SearchValues;

export function validateDealsSearch(search: Record<string, unknown>): DealsSearch {
  return {
    ...readFilters(search, FILTER_KEYS),
    view: readChoice(search, "view", ["list"]),
    sort: readChoice(search, "sort", SORTS),
    columns: readText(search, "columns"),
  };
}

export interface DealsScreen {
  view: DealsView;
  scope: Scope;
  /** The board shows the first, the list all of them; none means the default board and every deal. */
  pipelines: string[];
  /** What the chips hold: everything but pipeline, scope and search text. */
  filters: FilterValues;
  q: string;
  sort: Sort;
  columns: string[] | undefined;
}

export function readScreen(search: DealsSearch): DealsScreen {
  const { q, mine, pool, pipeline, ...filters } = readFilters(search, FILTER_KEYS);
  return {
    view: readChoice(search, "view", ["list"]) ?? "board",
    scope: mine ? "mine" : pool ? "pool" : "all",
    pipelines: pipeline ?? [],
    filters,
    q: q?.[0] ?? "",
    sort: readChoice(search, "sort", SORTS) ?? DEFAULT_SORT,
    columns: readText(search, "columns")?.split(","),
  };
}

/** What the server is asked besides the board's pipeline: the filters in force on this view. */
export function queryFilters(screen: DealsScreen, timeZone: string): FilterValues {
  const onList = screen.view === "list";
  const kept = Object.entries(screen.filters).filter(([key]) => onList || !isListOnly(key));
  return {
    ...Object.fromEntries(
      kept.map(([key, values]) => [
        key,
        DAY_KEYS.test(key) ? values.map((day) => momentOf(key, day, timeZone)) : values,
      ]),
    ),
    ...(onList && screen.pipelines.length > 0 ? { pipeline: screen.pipelines } : {}),
    ...(screen.scope === "all" ? {} : { [screen.scope]: ["1"] }),
    ...(screen.q ? { q: [screen.q] } : {}),
  };
}

export function toSearch(screen: DealsScreen): DealsSearch {
  return {
    ...screen.filters,
    pipeline: screen.pipelines.length > 0 ? screen.pipelines : undefined,
    view: screen.view === "list" ? "list" : undefined,
    mine: screen.scope === "mine" ? ["1"] : undefined,
    pool: screen.scope === "pool" ? ["1"] : undefined,
    q: screen.q ? [screen.q] : undefined,
    sort: screen.sort === DEFAULT_SORT ? undefined : screen.sort,
    columns: screen.columns?.join(","),
  };
}

/** The chips hold days; the server's ranges are half-open moments, so "to" means to the end of that day. */
function momentOf(key: string, day: string, timeZone: string): string {
  if (!isDay(day)) return day;
  return zonedDay(key.endsWith("_to") ? nextDay(day) : day, timeZone);
}

export const isListOnly = (key: string): boolean => LIST_ONLY.includes(key);
