// The rows of a report under the names people know: dimensions put together, periods in words.
import { useMemo } from "react";

import { useFormats } from "@/ui/formats-context";

import { type NamedRow, namedRows, type ReportAnswer, type ReportRow } from "../answer";
import type { ReportQuestion } from "./report-search";
import { useGroupNames } from "./use-report-filters";

export function useNamedRows<Row extends ReportRow>(
  report: Pick<ReportAnswer<Row>, "rows" | "group_by">,
  question: ReportQuestion,
  /** What says how much a row counts; null where counting needs no least sample. */
  sampleKey: string | null,
): NamedRow<Row>[] {
  const periodName = usePeriodName(question.query.interval?.[0]);
  return useMemo(
    () =>
      namedRows(report.rows, report.group_by, sampleKey, (value, group) =>
        group === "period" ? periodName(String(value.id)) : value.name,
      ),
    [report, sampleKey, periodName],
  );
}

/** The first column's head. */
export function useRowsTitle(report: Pick<ReportAnswer, "group_by">): string {
  const names = useGroupNames();
  return report.group_by.map((group) => names[group as keyof typeof names] ?? group).join(" · ");
}

/** "2026-11-01" → "нояб. 2026"; weeks and days by their first day. */
export function usePeriodName(grain: string | undefined): (first: string) => string {
  const formats = useFormats();
  return useMemo(
    () => (first: string) =>
      grain === undefined || grain === "month" ? formats.month(first) : formats.day(first),
    [formats, grain],
  );
}
