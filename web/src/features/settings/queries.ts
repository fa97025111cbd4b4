// What the settings read besides the dictionaries.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { RequestForm } from "@/api/types";

export const organisationQuery = () =>
  queryOptions({
    queryKey: ["organisation"],
    queryFn: ({ signal }) => unwrap(api.GET("/organisation", { signal })),
  });

/** Under the organisation's key: one fact tells of a change of either. */
export const lookQuery = () =>
  queryOptions({
    queryKey: ["organisation", "look"],
    queryFn: ({ signal }) => unwrap(api.GET("/organisation/look", { signal })),
  });

export const holidaysQuery = () =>
  queryOptions({ queryKey: ["holidays"], queryFn: ({ signal }) => unwrap(api.GET("/holidays", { signal })) });

export const peopleQuery = () =>
  queryOptions({
    queryKey: ["people"],
    queryFn: ({ signal }) => unwrap(api.GET("/people", { params: { query: { limit: 200 } }, signal })),
  });

export const teamsQuery = () =>
  queryOptions({ queryKey: ["teams"], queryFn: ({ signal }) => unwrap(api.GET("/teams", { signal })) });

export const absencesQuery = () =>
  queryOptions({ queryKey: ["absences"], queryFn: ({ signal }) => unwrap(api.GET("/absences", { signal })) });

export const formsQuery = () =>
  queryOptions({
    queryKey: ["forms"],
    queryFn: ({ signal }) => unwrap(api.GET("/forms", { signal })) as Promise<{ items: RequestForm[] }>,
  });

export const routingQuery = () =>
  queryOptions({ queryKey: ["routing"], queryFn: ({ signal }) => unwrap(api.GET("/routing", { signal })) });

export const ledgerQuery = (pipeline: number) =>
  infiniteQueryOptions({
    queryKey: ["routing", "ledger", pipeline],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/routing/{pipeline_id}/ledger", {
          params: { path: { pipeline_id: pipeline }, query: { cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const tokensQuery = () =>
  queryOptions({ queryKey: ["tokens"], queryFn: ({ signal }) => unwrap(api.GET("/tokens", { signal })) });

export const auditQuery = () =>
  infiniteQueryOptions({
    queryKey: ["audit"],
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.GET("/audit", { params: { query: { cursor: pageParam } }, signal })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => (last.next ? Number(last.next) : undefined),
  });
