import { useMemo } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import { useSession } from "@/api/session-queries";
import type { SearchValues } from "@/lib/search-params";
import { useNow } from "@/ui/use-now";

import type { ReportKind } from "../kinds";
import { questionOf } from "./asking";
import type { ReportQuestion } from "./report-search";

export function useQuestion(kind: ReportKind, search: SearchValues): ReportQuestion {
  const session = useSession();
  const dictionaries = useDictionaries();
  const now = useNow();
  // A day's grain: the period, and with it the query, changes at midnight and not with each tick of the clock.
  return useMemo(
    () => questionOf(kind, search, { session, dictionaries, now }),
    [kind, search, session, dictionaries, now],
  );
}
