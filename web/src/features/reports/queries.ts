// What the reports read. Every key begins with "reports": one tick of the live stream refreshes them all.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { DealRow, Page } from "@/api/types";
import type { FilterValues } from "@/lib/search-params";

import { type ReportAnswer, withWorkingTime } from "./answer";
import { kindOf } from "./kinds";

const PAGE = 100;

/** All reports take the same query and answer in the same frame, so that one path stands for any of them. */
const pathOf = (key: string) => `/reports/${key}` as "/reports/conversion";
const dealsPathOf = (key: string) => `/reports/${key}/deals` as "/reports/conversion/deals";

export const catalogueQuery = (language: string) =>
  queryOptions({
    queryKey: ["report-catalogue", language],
    queryFn: ({ signal }) => unwrap(api.GET("/reports", { signal })),
    staleTime: 10 * 60_000,
  });

export const reportQuery = (key: string, query: FilterValues) =>
  queryOptions({
    queryKey: ["reports", key, query],
    queryFn: async ({ signal }): Promise<ReportAnswer> => {
      const answer = await unwrap(api.GET(pathOf(key), { params: { query }, signal }));
      return { ...answer, figures: withWorkingTime(answer.figures, kindOf(key)?.working ?? []) };
    },
    placeholderData: keepPreviousData,
  });

/** A row of a list behind a number; `details` are what this report shows with each. */
export type ReportDeal = DealRow & { details?: Record<string, unknown> };

export const reportDealsQuery = (key: string, query: FilterValues) =>
  infiniteQueryOptions({
    queryKey: ["reports", "deals", key, query],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET(dealsPathOf(key), {
          params: { query: { ...query, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ) as Promise<unknown> as Promise<Page<ReportDeal>>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
