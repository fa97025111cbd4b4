// Which card is being dragged and over what, told to the few parts that draw it. One store serves the
// mouse (native drag) and the finger (touch), so that both behave alike.
import { createContext, useContext, useSyncExternalStore } from "react";

import type { DealRow } from "@/api/types";

/** "stage:12", "won" or "lost": what a card can be dropped on. */
export type DropTarget = `stage:${number}` | "won" | "lost";

interface Drag {
  card: DealRow | null;
  over: DropTarget | null;
}
const NOTHING: Drag = { card: null, over: null };

export interface DragStore {
  begin: (card: DealRow) => void;
  hover: (over: DropTarget | null) => void;
  /** Ends the drag; `true` drops on what is hovered, `false` leaves all as it was. */
  end: (isDropped: boolean) => void;
  subscribe: (reader: () => void) => () => void;
  read: () => Drag;
}

export function createDragStore(onDrop: (card: DealRow, target: DropTarget) => void): DragStore {
  let drag = NOTHING;
  const readers = new Set<() => void>();
  const set = (next: Drag) => {
    drag = next;
    for (const reader of readers) reader();
  };
  return {
    begin: (card) => set({ card, over: null }),
    hover: (over) => {
      if (drag.card && drag.over !== over) set({ ...drag, over });
    },
    end: (isDropped) => {
      const { card, over } = drag;
      set(NOTHING);
      if (isDropped && card && over) onDrop(card, over);
    },
    subscribe: (reader) => {
      readers.add(reader);
      return () => readers.delete(reader);
    },
    read: () => drag,
  };
}

export const DragContext = createContext<DragStore | null>(null);

export function useDragStore(): DragStore {
  const store = useContext(DragContext);
  if (!store) throw new Error("useDragStore outside the board");
  return store;
}

/** True while a card hovers over this target. */
export function useIsOver(target: DropTarget): boolean {
  const store = useDragStore();
  return useSyncExternalStore(store.subscribe, () => store.read().over === target);
}

export function useIsDragged(id: string): boolean {
  const store = useDragStore();
  return useSyncExternalStore(store.subscribe, () => store.read().card?.id === id);
}

export function useDraggedCard(): DealRow | null {
  const store = useDragStore();
  return useSyncExternalStore(store.subscribe, () => store.read().card);
}

export function isDropTarget(value: unknown): value is DropTarget {
  return typeof value === "string" && (value === "won" || value === "lost" || /^stage:\d+$/.test(value));
}

export const stageOf = (target: DropTarget): number | null =>
  target.startsWith("stage:") ? Number(target.slice("stage:".length)) : null;
