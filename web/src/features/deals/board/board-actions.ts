import { createContext, useContext } from "react";

import type { DealRow, Stage } from "@/api/types";

/** What can be done to a card of this board, however it is asked: dragged, by menu or by key. */
export interface BoardActions {
  stages: Stage[];
  move: (card: DealRow, stage: number) => void;
  win: (card: DealRow) => void;
  askLose: (card: DealRow) => void;
  edit: (card: DealRow) => void;
  /** Takes a deal that is nobody's. */
  claim: (card: DealRow) => void;
  openMenu: (dealId: string | null) => void;
}

export const BoardActionsContext = createContext<BoardActions | null>(null);

export function useBoardActions(): BoardActions {
  const actions = useContext(BoardActionsContext);
  if (!actions) throw new Error("useBoardActions outside the board");
  return actions;
}
