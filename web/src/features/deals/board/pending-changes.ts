// Moves and closings on their way to the server, laid over what the server said. Nothing is written into
// the cache: when a change is refused its overlay simply disappears, and that is the roll-back.
import { useMutationState } from "@tanstack/react-query";

import type { Board, BoardColumn, DealRow } from "@/api/types";

import { CLOSE_KEY, type Close, MOVE_KEY, type Move } from "../mutations";

export type CardMove = Move & { card: DealRow };
export type CardClose = Close & { card: DealRow };

export interface Pending {
  moves: CardMove[];
  closings: CardClose[];
}

export function usePending(): Pending {
  const moves = useMutationState({
    filters: { mutationKey: MOVE_KEY, status: "pending" },
    select: (mutation) => mutation.state.variables as CardMove,
  });
  const closings = useMutationState({
    filters: { mutationKey: CLOSE_KEY, status: "pending" },
    select: (mutation) => mutation.state.variables as CardClose,
  });
  return { moves: moves.filter((one) => one.card), closings: closings.filter((one) => one.card) };
}

export interface ColumnOverlay {
  arriving: DealRow[];
  leaving: Set<string>;
  count: number;
  amount: number;
}

/** What one column shows while changes are under way. */
export function overlayColumn(column: BoardColumn, pending: Pending): ColumnOverlay {
  const here = column.stage.id;
  const settled = (move: CardMove) => column.cards.some((card) => card.id === move.id && move.stage === here);
  const arrivals = pending.moves.filter(
    (move) => move.stage === here && move.card.stage.id !== here && !settled(move),
  );
  const goings = [
    ...pending.moves.filter((move) => move.card.stage.id === here && move.stage !== here),
    ...pending.closings.filter((closing) => closing.card.stage.id === here),
  ].map((change) => change.card);
  const still = goings.filter(
    (card) => column.cards.some((one) => one.id === card.id) || column.count > column.cards.length,
  );
  return {
    arriving: arrivals.map((move) => ({ ...move.card, stage: { id: here, name: column.stage.name } })),
    leaving: new Set([...goings.map((card) => card.id), ...arrivals.map((move) => move.id)]),
    count: column.count + arrivals.length - still.length,
    amount: column.amount + sum(arrivals.map((move) => move.card)) - sum(still),
  };
}

/** The closed deals of the last days, with those closing right now. */
export function overlayClosed(
  board: Board,
  outcome: "won" | "lost",
  pending: Pending,
): { count: number; amount: number } {
  const closing = pending.closings.filter((one) => one.closure.outcome === outcome).map((one) => one.card);
  return { count: board[outcome].count + closing.length, amount: board[outcome].amount + sum(closing) };
}

function sum(cards: DealRow[]): number {
  return cards.reduce((total, card) => total + (card.amount ?? 0), 0);
}
