// The URL of a report is the question asked: period, comparison, grouping, filters. The server reads the same keys.
import { type FilterValues, readChoice, readFilters, readText, type SearchValues } from "@/lib/search-params";

import { type Preset, PRESETS, presetRange } from "./periods";

export const DIMENSIONS = [
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
  "client_kind",
  "size_band",
  "reason",
  "reason_group",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const GROUPS = [...DIMENSIONS, "period"] as const;
export type Group = (typeof GROUPS)[number];

export const COMPARISONS = ["previous", "year", "team"] as const;
export type Comparison = (typeof COMPARISONS)[number];
export const GRAINS = ["day", "week", "month"] as const;

const COMMON = ["from", "to", "group_by", "compare", "interval", "credit", ...DIMENSIONS];
/** What some reports take besides; the server refuses the words of another report. */
const OWN = ["mode", "by", "step_from", "step_to", "detail", "deadline"];
const ASKED = [...COMMON, ...OWN];

export function validateReportSearch(search: Record<string, unknown>): SearchValues {
  return { ...readFilters(search, ASKED), preset: readChoice(search, "preset", PRESETS) };
}

export function validateReportDealsSearch(search: Record<string, unknown>): SearchValues {
  return {
    ...readFilters(search, Object.keys(search)),
    cell: readText(search, "cell"),
    title: readText(search, "title"),
  };
}

export interface ReportQuestion {
  preset: Preset | "custom";
  /** `[from, to)` in days; open ends are absent. */
  from: string | undefined;
  to: string | undefined;
  groups: Group[];
  compare: Comparison | undefined;
  /** Which comparisons this question allows. */
  comparable: readonly Comparison[];
  filters: FilterValues;
  /** The report's own words, such as the way of counting. */
  own: FilterValues;
  /** What the server is asked, word for word. */
  query: FilterValues;
}

export interface Asking {
  today: Date;
  timeZone: string;
  /** The words this report takes besides the common ones. */
  own?: readonly string[];
  groups?: readonly Group[];
  preset?: Preset;
  /** A state as of now: neither period nor comparison in time. */
  isNow?: boolean;
  /** Where the report is about one pipeline at a time: the one it is about unless another is chosen. */
  pipeline?: number;
}

/** Reads the URL; without a word in it the report shows the last 90 days by manager. */
export function readQuestion(search: SearchValues, asking: Asking): ReportQuestion {
  const { own = [], today, timeZone } = asking;
  const asked = readFilters(search, [...COMMON, ...own]);
  // "all" is the way to ask for every pipeline at once where one is the usual.
  if (asked.pipeline?.[0] === "all") delete asked.pipeline;
  else if (!asked.pipeline && asking.pipeline !== undefined) asked.pipeline = [String(asking.pipeline)];
  const isCustom = asked.from !== undefined || asked.to !== undefined;
  const preset = isCustom ? "custom" : (readChoice(search, "preset", PRESETS) ?? asking.preset ?? "days90");
  const range = preset === "custom" || asking.isNow ? {} : presetRange(preset, today, timeZone);
  if (asking.isNow) for (const key of ["from", "to", "interval"]) delete asked[key];
  const groups = readGroups(asked.group_by, asking.groups);
  const { compare: wanted, ...rest } = asked;
  const query: FilterValues = { ...rest, ...range, group_by: groups };
  const comparable = comparisons(query, groups);
  const compare = comparable.find((one) => one === wanted?.[0]);
  return {
    preset,
    from: query.from?.[0],
    to: query.to?.[0],
    groups,
    compare,
    comparable,
    filters: readFilters(search, DIMENSIONS),
    own: readFilters(search, own),
    query: compare ? { ...query, compare: [compare] } : query,
  };
}

function readGroups(asked: string[] | undefined, usual: readonly Group[] = ["manager"]): Group[] {
  const known = (asked ?? []).filter((one): one is Group => (GROUPS as readonly string[]).includes(one));
  const groups = [...new Set(known)].slice(0, 2);
  return groups.length > 0 ? groups : [...usual];
}

/** Time compares what has a beginning and is no row itself; the team compares its managers. */
function comparisons(query: FilterValues, groups: readonly Group[]): Comparison[] {
  const inTime = query.from !== undefined && !groups.includes("period");
  const inTeam = groups.includes("manager") && !groups.includes("team");
  return [...(inTime ? (["previous", "year"] as const) : []), ...(inTeam ? (["team"] as const) : [])];
}
