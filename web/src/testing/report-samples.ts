// What the reports answer with in tests: the frame all share, filled with the least.
import type { MetricInfo } from "@/api/types";
import type { ReportAnswer } from "@/features/reports/answer";

type Figure = MetricInfo["figures"][number];

export function figure(
  key: string,
  title: string,
  unit: Figure["unit"],
  better: Figure["better"] = "up",
): Figure {
  return { key, title, definition: `${title}: определение.`, unit, better };
}

/** The frame of an answer; tell only what the test is about. */
export function reportAnswer<Changes extends object>(key: string, changes: Changes) {
  return {
    key,
    title: key,
    definition: "Определение отчёта.",
    as_of: "2026-11-23T09:00:00Z",
    position: 7,
    group_by: ["manager"],
    filters: {},
    cells: [] as string[],
    figures: [] as Figure[],
    rows: [],
    total: {},
    ...changes,
  } satisfies Partial<ReportAnswer> & Changes;
}

export function reportInfo(key: string, changes: Partial<MetricInfo> = {}): MetricInfo {
  return {
    ...figure(key, key, "share"),
    figures: [],
    cells: [],
    beside: [],
    view: "names",
    may_set_view: false,
    is_now: false,
    options: {},
    ...changes,
  };
}
