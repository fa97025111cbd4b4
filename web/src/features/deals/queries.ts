// What the deals screens read. Keys begin with "deals" for anything that lists many deals and with
// "deal" for one deal, so that the live table can refresh either without knowing the screens.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { Board, DealRow, DealSort, Ref } from "@/api/types";
import type { FilterValues } from "@/lib/search-params";

const BOARD_CARDS = 40;
const MORE_CARDS = 100;
const LIST_PAGE = 100;

export const boardQuery = (pipeline: number, filters: FilterValues) =>
  queryOptions({
    queryKey: ["deals", "board", pipeline, filters],
    queryFn: async ({ signal }) =>
      withPlaces(
        await unwrap(
          api.GET("/board", {
            params: { query: { ...filters, pipeline: [String(pipeline)], limit: BOARD_CARDS } },
            signal,
          }),
        ),
      ),
    placeholderData: keepPreviousData,
  });

/** Cards come slim: their column says which stage they stand on, so that every card can tell it itself. */
function withPlaces(board: Board): Board {
  return {
    ...board,
    columns: board.columns.map((column) => ({ ...column, cards: placed(column.cards, column.stage) })),
  };
}

function placed(cards: DealRow[], { id, name }: Ref): DealRow[] {
  return cards.map((card) => ({ ...card, stage: { id, name } }));
}

/** All pages of one column, from the top: asked only once somebody scrolls past the board's first cards. */
export const columnQuery = (stage: Ref, filters: FilterValues) =>
  infiniteQueryOptions({
    queryKey: ["deals", "column", stage.id, filters],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filters, limit: MORE_CARDS, cursor: pageParam };
      const page = await unwrap(
        api.GET("/board/{stage_id}/cards", { params: { path: { stage_id: stage.id }, query }, signal }),
      );
      return { ...page, items: placed(page.items, stage) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const listQuery = (filters: FilterValues, sort: DealSort) =>
  infiniteQueryOptions({
    queryKey: ["deals", "list", filters, sort],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/deals", {
          params: { query: { ...filters, sort, limit: LIST_PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const dealQuery = (id: string) =>
  queryOptions({
    queryKey: ["deal", id],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/deals/{deal_id}", { params: { path: { deal_id: id } }, signal })),
  });

export const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["deal", id, "timeline"],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/deals/{deal_id}/timeline", {
          params: { path: { deal_id: id }, query: { cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const assignmentsQuery = (id: string) =>
  queryOptions({
    queryKey: ["deal", id, "assignments"],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/deals/{deal_id}/assignments", { params: { path: { deal_id: id } }, signal })),
  });

/** People with this name, phone or e-mail, for the new deal's client and the deal's own. */
export const contactSearchQuery = (text: string) =>
  queryOptions({
    queryKey: ["contacts", "search", text],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/contacts", { params: { query: { q: text, limit: 8 } }, signal })),
    enabled: text.trim().length > 1,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
