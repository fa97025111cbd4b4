// Pipelines, reasons, sources, people: one call at start, refreshed when the journal says so.
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { api, unwrap } from "./client";
import type { Dictionaries } from "./types";

export const dictionariesQuery = () =>
  queryOptions({
    queryKey: ["dictionaries"],
    queryFn: ({ signal }) => unwrap(api.GET("/dictionaries", { signal })),
    staleTime: 10 * 60_000,
  });

/** Loaded before any signed-in screen is drawn, so it never suspends there. */
export function useDictionaries(): Dictionaries {
  return useSuspenseQuery(dictionariesQuery()).data;
}
