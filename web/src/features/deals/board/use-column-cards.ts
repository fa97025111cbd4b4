import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import type { BoardColumn, DealRow } from "@/api/types";
import type { FilterValues } from "@/lib/search-params";

import { columnQuery } from "../queries";
import { type ColumnOverlay } from "./pending-changes";

export interface ColumnCards {
  cards: DealRow[];
  isPending: (id: string) => boolean;
  /** Called with the last visible index: loads on when it comes near the end of what is known. */
  reach: (index: number) => void;
}

const AHEAD = 20;

/**
 * The board's answer brings each column's first cards. A column that is scrolled beyond them is asked
 * for by its own pages from the top, so a card that moves between pages is never lost or doubled.
 */
export function useColumnCards(
  column: BoardColumn,
  filters: FilterValues,
  overlay: ColumnOverlay,
): ColumnCards {
  const [isDeep, setDeep] = useState(false);
  const pages = useInfiniteQuery({ ...columnQuery(column.stage, filters), enabled: isDeep });
  const loaded = useMemo(() => {
    const known = isDeep && pages.data ? pages.data.pages.flatMap((page) => page.items) : column.cards;
    return unique(known);
  }, [isDeep, pages.data, column.cards]);
  const cards = useMemo(
    () => [...overlay.arriving, ...loaded.filter((card) => !overlay.leaving.has(card.id))],
    [loaded, overlay],
  );

  const reach = (index: number) => {
    if (index < cards.length - AHEAD || cards.length >= overlay.count) return;
    if (!isDeep) setDeep(true);
    else if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
  };

  return { cards, isPending: (id) => overlay.arriving.some((card) => card.id === id), reach };
}

function unique(cards: DealRow[]): DealRow[] {
  const seen = new Set<string>();
  return cards.filter((card) => !seen.has(card.id) && seen.add(card.id));
}
