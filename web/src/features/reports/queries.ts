// What the reports read. Every key begins with "reports": one tick of the live stream refreshes them all.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { ConversionReport, DealRow, Page, StepEnds } from "@/api/types";
import type { FilterValues } from "@/lib/search-params";

const PAGE = 100;

export const metricsQuery = (language: string) =>
  queryOptions({
    queryKey: ["metrics", language],
    queryFn: ({ signal }) => unwrap(api.GET("/reports", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const conversionQuery = (query: FilterValues) =>
  queryOptions({
    queryKey: ["reports", "conversion", query],
    queryFn: async ({ signal }): Promise<ConversionReport> => {
      const report = await unwrap(api.GET("/reports/conversion", { params: { query }, signal }));
      return { ...report, step: report.step as StepEnds, steps: report.steps as StepEnds[] };
    },
    placeholderData: keepPreviousData,
  });

export const conversionDealsQuery = (query: FilterValues) =>
  infiniteQueryOptions({
    queryKey: ["reports", "conversion-deals", query],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/reports/conversion/deals", {
          params: { query: { ...query, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ) as Promise<Page<DealRow>>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
