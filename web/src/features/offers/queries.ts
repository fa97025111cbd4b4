// What the screens of offers read. While a client reads, the answers are asked for again and again: that somebody
// goes on reading, or has stopped, is told by no fact.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";

import { TAB_QUERY, type Tab } from "./tabs";

const PAGE = 60;
const WHILE_READ_MS = 8_000;

const watched = (isRead: boolean | undefined) => (isRead ? WHILE_READ_MS : false);

export const offersQuery = (tab: Tab, mine: boolean) =>
  infiniteQueryOptions({
    queryKey: ["offers", "list", tab, mine],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/offers", {
          params: { query: { ...TAB_QUERY[tab], mine, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      watched(state.data?.pages.some((page) => page.items.some((offer) => offer.is_being_read))),
  });

export const dealOffersQuery = (deal: string) =>
  queryOptions({
    queryKey: ["offers", "deal", deal],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/deals/{deal_id}/offers", { params: { path: { deal_id: deal } }, signal })),
    refetchInterval: ({ state }) => watched(state.data?.items.some((offer) => offer.is_being_read)),
  });

export const offerQuery = (id: string) =>
  queryOptions({
    queryKey: ["offers", "one", id],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/offers/{offer_id}", { params: { path: { offer_id: id } }, signal })),
    refetchInterval: ({ state }) => watched(state.data?.is_being_read),
  });
