import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import type { Board, DealRow, Run } from "@/api/types";

/** Finds a card by id among everything this board has loaded, without drawing anything again. */
export function useSeenCards(): (id: string) => DealRow | undefined {
  const client = useQueryClient();
  return useCallback(
    (id) => {
      for (const [, board] of client.getQueriesData<Board>({ queryKey: ["deals", "board"] })) {
        for (const column of board?.columns ?? []) {
          const card = column.cards.find((one) => one.id === id);
          if (card) return card;
        }
      }
      for (const [, column] of client.getQueriesData<{ pages: Run<DealRow>[] }>({
        queryKey: ["deals", "column"],
      })) {
        for (const page of column?.pages ?? []) {
          const card = page.items.find((one) => one.id === id);
          if (card) return card;
        }
      }
      return undefined;
    },
    [client],
  );
}
