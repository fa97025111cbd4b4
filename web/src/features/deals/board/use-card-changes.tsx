import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { notifications } from "@mantine/notifications";
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useMemo, useRef, useState } from "react";

import { useMe } from "@/api/session-queries";
import type { Board, DealRow } from "@/api/types";

import { useRefusal } from "../changes/use-refusal";
import { LoseDialog } from "../closing/lose-dialog";
import { QuickEditDialog } from "../changes/quick-edit-dialog";
import { useAssignDeal, useCloseDeal, useMoveDeal, useReopenDeal } from "../mutations";
import type { BoardActions } from "./board-actions";
import { ClosedMessage } from "./closed-message";
import { type DropTarget, stageOf } from "./drag-store";
import type { CardClose, CardMove } from "./pending-changes";

interface CardChanges {
  actions: BoardActions;
  drop: (card: DealRow, target: DropTarget) => void;
  /** The card whose menu is open. */
  menuFor: string | null;
  dialogs: ReactNode;
}

/** A card moved by its menu takes the focus along, so that the keyboard goes on from there. */
function focusWhenShown(id: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(`[data-card="${id}"] [data-card-link]`)?.focus(), 60);
}

/** Moving, winning, losing and editing from the board: optimistic, announced, rolled back when refused. */
export function useCardChanges(board: Board): CardChanges {
  const { t } = useLingui();
  const moveDeal = useMoveDeal();
  const closeDeal = useCloseDeal();
  const assignDeal = useAssignDeal();
  const reopenDeal = useReopenDeal();
  const me = useMe();
  const [report, conflict] = useRefusal();
  const [menuFor, setMenuFor] = useState<string | null>(null);
  const [losing, setLosing] = useState<DealRow | null>(null);
  const [editing, setEditing] = useState<DealRow | null>(null);
  const stages = useMemo(() => board.columns.map((column) => column.stage), [board.columns]);

  const move = (card: DealRow, stage: number, version: number | undefined = card.version) => {
    setMenuFor(null);
    if (stage === card.stage.id) return;
    const title = card.title;
    const name = stages.find((one) => one.id === stage)?.name ?? "";
    const change: CardMove = { id: card.id, version, stage, card };
    if (menuFor === card.id) focusWhenShown(card.id);
    moveDeal.mutate(change, {
      onSuccess: () => announce(t`Сделка «${title}» теперь на этапе «${name}»`),
      onError: (error) => {
        announce(t`Сделка «${title}» осталась на прежнем этапе`);
        report({ error, title: t`Сделка не перемещена`, onKeep: (_, current) => move(card, stage, current) });
      },
    });
  };

  const close = (
    card: DealRow,
    closure: CardClose["closure"],
    version: number | undefined = card.version,
  ) => {
    setMenuFor(null);
    const change: CardClose = { id: card.id, version, closure, card };
    closeDeal.mutate(change, {
      onSuccess: () => {
        const id = `closed-${card.id}`;
        const reopen = () => {
          notifications.hide(id);
          reopenDeal.mutate(
            { id: card.id },
            { onError: (error) => report({ error, title: t`Сделка не возвращена` }) },
          );
        };
        const { outcome } = closure;
        notifications.show({
          id,
          color: outcome === "won" ? "green" : "gray",
          autoClose: 8000,
          message: <ClosedMessage title={card.title} outcome={outcome} onReopen={reopen} />,
        });
      },
      onError: (error) =>
        report({ error, title: t`Сделка не закрыта`, onKeep: (_, current) => close(card, closure, current) }),
    });
  };

  const claim = (card: DealRow) => {
    const title = card.title;
    assignDeal.mutate(
      { id: card.id, manager: me.id },
      {
        onSuccess: () => announce(t`Сделка «${title}» теперь ваша`),
        onError: (error) => report({ error, title: t`Сделка не досталась` }),
      },
    );
  };

  const latest = useRef({ move, close, claim });
  latest.current = { move, close, claim };
  // One stable object: every visible card reads it, and none should redraw when a dialog opens.
  const actions = useMemo<BoardActions>(
    () => ({
      stages,
      move: (card, stage) => latest.current.move(card, stage),
      win: (card) => latest.current.close(card, { outcome: "won" }),
      askLose: (card) => {
        setMenuFor(null);
        setLosing(card);
      },
      edit: (card) => {
        setMenuFor(null);
        setEditing(card);
      },
      claim: (card) => latest.current.claim(card),
      openMenu: setMenuFor,
    }),
    [stages],
  );

  const drop = (card: DealRow, target: DropTarget) => {
    const stage = stageOf(target);
    if (stage !== null) actions.move(card, stage);
    else if (target === "won") actions.win(card);
    else actions.askLose(card);
  };

  const dialogs = (
    <>
      {conflict}
      {losing && (
        <LoseDialog
          title={t`Почему проиграли?`}
          lead={losing.title}
          onClose={() => setLosing(null)}
          onLose={(loss) => {
            setLosing(null);
            close(losing, { outcome: "lost", ...loss });
          }}
        />
      )}
      {editing && <QuickEditDialog dealId={editing.id} onClose={() => setEditing(null)} />}
    </>
  );
  return { actions, drop, menuFor, dialogs };
}
