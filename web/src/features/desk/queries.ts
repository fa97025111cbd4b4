// What the desk reads.
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { Task } from "@/api/types";

/** Time itself moves things across the desk: what was due next is late a while after. */
const AGAIN_MS = 2 * 60_000;

export const deskQuery = (person?: number) =>
  queryOptions({
    queryKey: ["desk", person ?? "own"],
    queryFn: ({ signal }) => unwrap(api.GET("/desk", { params: { query: { person } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  });

const PAGE = 200;
/** A fortnight of one person never holds more; beyond it the calendar would show nothing but stripes. */
const MOST_PAGES = 5;

export const calendarQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ["tasks", "calendar", from, to],
    queryFn: async ({ signal }) => {
      const tasks: Task[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = { due_from: from, due_to: to, state: "all" as const, limit: PAGE, cursor };
        const found = await unwrap(api.GET("/tasks", { params: { query }, signal }));
        tasks.push(...found.items);
        if (!found.next) break;
        cursor = found.next;
      }
      return tasks.filter((task) => !task.cancelled_at);
    },
    placeholderData: keepPreviousData,
  });

/** Own deals that rest: on the day a pause ends the deal is back. */
export const restingQuery = () =>
  queryOptions({
    queryKey: ["deals", "resting"],
    queryFn: async ({ signal }) => {
      const query = { mine: "1" as const, paused: "1" as const, state: ["open" as const], limit: PAGE };
      return (await unwrap(api.GET("/deals", { params: { query }, signal }))).items;
    },
  });

export const feedQuery = () =>
  queryOptions({
    queryKey: ["calendar-feed"],
    queryFn: ({ signal }) => unwrap(api.GET("/calendar-feed", { signal })),
  });

export function useFeed() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["calendar-feed"] });
  return {
    make: useMutation({ mutationFn: () => unwrap(api.POST("/calendar-feed")), onSuccess }),
    revoke: useMutation({ mutationFn: () => unwrap(api.DELETE("/calendar-feed")), onSuccess }),
  };
}
