// Native drag and drop for the mouse: cards are draggable, columns and zones accept them.
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { type RefObject, useEffect } from "react";

import type { DealRow } from "@/api/types";

import { type DragStore, type DropTarget, isDropTarget, useDragStore } from "./drag-store";

/** Follows the card's DOM node: the library attaches native listeners to it. */
export function useDraggableCard(
  ref: RefObject<HTMLElement | null>,
  card: DealRow,
  isEnabled: boolean,
): void {
  const store = useDragStore();
  useEffect(() => {
    const element = ref.current;
    if (!element || !isEnabled) return undefined;
    return draggable({
      element,
      getInitialData: () => ({ dealId: card.id }),
      onDragStart: () => store.begin(card),
    });
  }, [ref, card, isEnabled, store]);
}

/** Follows the target's DOM node, for the same reason. */
export function useDropTarget(ref: RefObject<HTMLElement | null>, target: DropTarget): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    return dropTargetForElements({
      element,
      getData: () => ({ target }),
      canDrop: ({ source }) => typeof source.data.dealId === "string",
    });
  }, [ref, target]);
}

/** Follows the native drag of the whole board and scrolls it at its edges. */
export function useDragMonitor(ref: RefObject<HTMLElement | null>, store: DragStore): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const targetOf = (targets: { data: Record<string | symbol, unknown> }[]) => {
      const target = targets[0]?.data.target;
      return isDropTarget(target) ? target : null;
    };
    return combine(
      autoScrollForElements({ element }),
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data.dealId === "string",
        onDropTargetChange: ({ location }) => store.hover(targetOf(location.current.dropTargets)),
        onDrop: ({ location }) => {
          store.hover(targetOf(location.current.dropTargets));
          store.end(true);
        },
      }),
    );
  }, [ref, store]);
}
