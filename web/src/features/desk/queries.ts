// What the desk reads.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";

/** Time itself moves things across the desk: what was due next is late a while after. */
const AGAIN_MS = 2 * 60_000;

export const deskQuery = (person?: number) =>
  queryOptions({
    queryKey: ["desk", person ?? "own"],
    queryFn: ({ signal }) => unwrap(api.GET("/desk", { params: { query: { person } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  });
