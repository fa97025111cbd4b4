// What was done week by week in each row: the same question once more, by week.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { figureOf, type ReportRow, valueOf } from "../answer";
import { reportQuery } from "../queries";
import type { ReportQuestion } from "../question/report-search";

/** What counts as a thing done. Openings are the client's, and answered calls are calls. */
export const DONE = ["calls", "messages", "meetings", "offers_sent", "tasks_done", "notes"] as const;

export const doneIn = (row: object): number => DONE.reduce((sum, key) => sum + (figureOf(row, key) ?? 0), 0);

interface Weeks {
  of: (row: ReportRow) => number[];
}

/** Nothing where rows are periods themselves, or already of two dimensions. */
export function useWeeks(question: ReportQuestion): Weeks | undefined {
  const [group] = question.groups;
  const isPossible = question.groups.length === 1 && group !== undefined && group !== "period";
  const { compare: _compare, ...query } = question.query;
  const asked = { ...query, group_by: [...question.groups, "period"], interval: ["week"] };
  const answer = useQuery({ ...reportQuery("activity", asked), enabled: isPossible });
  return useMemo(() => {
    if (!isPossible || !answer.data) return undefined;
    const weeks = [...new Set(answer.data.rows.map((row) => String(valueOf(row, "period")?.id)))].sort();
    const done = new Map<string, Map<string, number>>();
    for (const row of answer.data.rows) {
      const key = String(valueOf(row, group)?.id);
      const known = done.get(key) ?? new Map<string, number>();
      known.set(String(valueOf(row, "period")?.id), doneIn(row));
      done.set(key, known);
    }
    return { of: (row) => weeks.map((week) => done.get(String(valueOf(row, group)?.id))?.get(week) ?? 0) };
  }, [isPossible, answer.data, group]);
}
