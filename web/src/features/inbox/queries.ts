// What the inbox reads and the decisions that can be taken there.
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";

import { TAB_QUERY, type Tab } from "./tabs";

const PAGE = 60;

export const requestsQuery = (tab: Tab) =>
  infiniteQueryOptions({
    queryKey: ["requests", tab],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/requests", {
          params: { query: { ...TAB_QUERY[tab], limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ["requests", "one", id],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/requests/{request_id}", { params: { path: { request_id: id } }, signal })),
  });

export function useClaimDeal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ deal, manager }: { deal: string; manager: number }) =>
      unwrap(api.PUT("/deals/{deal_id}/owner", { params: { path: { deal_id: deal } }, body: { manager } })),
    onSettled: () => client.invalidateQueries({ queryKey: ["requests"] }),
  });
}

export function useDecideRequest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, state }: { id: string; state: "accepted" | "junk" }) =>
      unwrap(
        api.PUT("/requests/{request_id}/state", { params: { path: { request_id: id } }, body: { state } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["requests"] }),
  });
}
