// How the address of a report is read: in the organisation's days, about its first pipeline where one is meant.
import type { Dictionaries, Session } from "@/api/types";
import type { SearchValues } from "@/lib/search-params";

import type { ReportKind } from "../kinds";
import { type ReportQuestion, readQuestion } from "./report-search";

export function questionOf(
  kind: ReportKind,
  search: SearchValues,
  known: { session: Session; dictionaries: Dictionaries; now: Date },
): ReportQuestion {
  const first = known.dictionaries.pipelines.find((pipeline) => !pipeline.is_archived);
  return readQuestion(search, {
    today: known.now,
    timeZone: known.session.organisation?.time_zone ?? "UTC",
    own: kind.own,
    groups: kind.groups,
    preset: kind.preset,
    isNow: kind.isNow,
    pipeline: kind.isOfPipeline ? first?.id : undefined,
  });
}
