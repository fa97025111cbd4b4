// The URL of a report is the question asked: period, grouping, mode, filters. The server reads the same keys.
import { type FilterValues, readChoice, readFilters, readText, type SearchValues } from "@/lib/search-params";

import { type Preset, PRESETS, presetRange } from "./periods";

export const DIMENSIONS = [
  "manager",
  "team",
  "pipeline",
  "deal_type",
  "market",
  "source",
  "campaign",
  "product",
  "category",
  "client_kind",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const GROUPS = [...DIMENSIONS, "period"] as const;
export type Group = (typeof GROUPS)[number];
export type Mode = "reached" | "in_order";

const ASKED = ["from", "to", "group_by", "mode", "credit", "step_from", "step_to", "interval", ...DIMENSIONS];

export function validateReportSearch(search: Record<string, unknown>): SearchValues {
  return { ...readFilters(search, ASKED), preset: readChoice(search, "preset", PRESETS) };
}

export function validateReportDealsSearch(search: Record<string, unknown>): SearchValues {
  return {
    ...readFilters(search, ASKED),
    cell: readText(search, "cell") ?? "entered",
    title: readText(search, "title"),
  };
}

export interface ReportQuestion {
  preset: Preset | "custom";
  groups: Group[];
  mode: Mode;
  stepFrom: string | undefined;
  stepTo: string | undefined;
  filters: FilterValues;
  /** What the server is asked, word for word. */
  query: FilterValues;
}

/** Reads the URL; without a word in it the report shows the last 90 days of the first pipeline by manager. */
export function readQuestion(
  search: SearchValues,
  today: Date,
  timeZone: string,
  pipeline?: number,
): ReportQuestion {
  const asked = readFilters(search, ASKED);
  // Steps have names only inside one pipeline; "all" is the way to ask for every pipeline at once.
  if (asked.pipeline?.[0] === "all") delete asked.pipeline;
  else if (!asked.pipeline && pipeline !== undefined) asked.pipeline = [String(pipeline)];
  const custom = asked.from !== undefined || asked.to !== undefined;
  const preset = custom ? "custom" : (readChoice(search, "preset", PRESETS) ?? "days90");
  const range = preset === "custom" ? {} : presetRange(preset, today, timeZone);
  const groups = (asked.group_by ?? ["manager"]).filter((one): one is Group =>
    (GROUPS as readonly string[]).includes(one),
  );
  return {
    preset,
    groups,
    mode: asked.mode?.[0] === "in_order" ? "in_order" : "reached",
    stepFrom: asked.step_from?.[0],
    stepTo: asked.step_to?.[0],
    filters: readFilters(search, DIMENSIONS),
    query: { ...asked, ...range, group_by: groups },
  };
}
