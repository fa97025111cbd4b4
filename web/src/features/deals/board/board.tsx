import { Trans } from "@lingui/react/macro";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Link } from "@tanstack/react-router";

import type { Board as BoardData, DealRow } from "@/api/types";
import type { FilterValues } from "@/lib/search-params";
import { Icon } from "@/ui/icon";
import { Money } from "@/ui/money";

import classes from "./board.module.css";
import { BoardActionsContext } from "./board-actions";
import { BoardColumn } from "./board-column";
import { createDragStore, DragContext, type DragStore } from "./drag-store";
import { DropBar } from "./drop-bar";
import { overlayClosed, usePending } from "./pending-changes";
import { attachTouchDrag } from "./touch-drag";
import { useBoardKeys } from "./use-board-keys";
import { useCardChanges } from "./use-card-changes";
import { useDragMonitor } from "./use-mouse-drag";
import { useSeenCards } from "./use-seen-cards";

interface BoardProps {
  board: BoardData;
  filters: FilterValues;
}

export function Board({ board, filters }: BoardProps) {
  const ref = useRef<HTMLDivElement>(null);
  const pending = usePending();
  const { actions, drop, menuFor, dialogs } = useCardChanges(board);
  const findCard = useSeenCards();
  const dropRef = useRef(drop);
  dropRef.current = drop;
  const [store] = useState(() => createDragStore((card, target) => dropRef.current(card, target)));
  useDragMonitor(ref, store);
  useTouchDrag(ref, store, findCard);
  const onKeyDown = useBoardKeys({ board: ref, actions, findCard });

  return (
    <BoardActionsContext value={actions}>
      <DragContext value={store}>
        <div className={classes.frame}>
          <div ref={ref} className={classes.board} role="presentation" onKeyDown={onKeyDown}>
            {board.columns.map((column) => (
              <BoardColumn
                key={column.stage.id}
                column={column}
                filters={filters}
                pending={pending}
                menuFor={menuFor}
              />
            ))}
          </div>
          <DropBar />
        </div>
        <Closed board={board} pending={pending} />
        {dialogs}
      </DragContext>
    </BoardActionsContext>
  );
}

/** What has left the board lately, with the way to the list of it. */
function Closed({ board, pending }: { board: BoardData; pending: ReturnType<typeof usePending> }) {
  const won = overlayClosed(board, "won", pending);
  const lost = overlayClosed(board, "lost", pending);
  const pipeline = [String(board.pipeline.id)];
  return (
    <p className={classes.closed}>
      <Trans>За 30 дней:</Trans>{" "}
      <Link
        to="/deals"
        search={{ view: "list", state: ["won"], pipeline, sort: "-closed_at" }}
        className={classes.won}
      >
        <Icon name="won" size={14} /> <Trans>выиграно {won.count}</Trans>, <Money amount={won.amount} short />
      </Link>
      <Link
        to="/deals"
        search={{ view: "list", state: ["lost"], pipeline, sort: "-closed_at" }}
        className={classes.lost}
      >
        <Icon name="lost" size={14} /> <Trans>проиграно {lost.count}</Trans>,{" "}
        <Money amount={lost.amount} short />
      </Link>
    </p>
  );
}

/** Follows the board's DOM node: touch listeners must be native to be able to stop the scrolling. */
function useTouchDrag(
  ref: RefObject<HTMLElement | null>,
  store: DragStore,
  findCard: (id: string) => DealRow | undefined,
): void {
  useEffect(() => {
    const board = ref.current;
    if (!board) return undefined;
    return attachTouchDrag({
      board,
      store,
      ghostClass: classes.ghost ?? "",
      onLift: (id) => {
        const card = findCard(id);
        if (!card || !(card.can.edit || card.can.close)) return false;
        store.begin(card);
        return true;
      },
    });
  }, [ref, store, findCard]);
}
