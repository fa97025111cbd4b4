// The board by keyboard. Physical keys, so that they work in the Russian layout too.
import { type KeyboardEvent, type RefObject } from "react";

import type { DealRow } from "@/api/types";

import { useSingleKeys } from "@/ui/use-single-keys";
import type { BoardActions } from "./board-actions";

const LINK = "[data-card-link]";

interface BoardKeysOptions {
  board: RefObject<HTMLElement | null>;
  actions: BoardActions;
  findCard: (id: string) => DealRow | undefined;
}

export function useBoardKeys({ board, actions, findCard }: BoardKeysOptions) {
  const enter = () => {
    if (!board.current?.contains(document.activeElement))
      board.current?.querySelector<HTMLElement>(LINK)?.focus();
  };
  useSingleKeys({ KeyJ: enter, KeyK: enter });

  return (event: KeyboardEvent<HTMLElement>) => {
    const link = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(LINK) : null;
    const id = link?.closest<HTMLElement>("[data-card]")?.dataset.card;
    const card = id ? findCard(id) : undefined;
    if (!link || !card || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keyAct(event.code, card, actions) ?? (() => step(link, event.code));
    if (act()) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

type Act = () => boolean;

function keyAct(code: string, card: DealRow, actions: BoardActions): Act | undefined {
  const when =
    (isAllowed: boolean, act: () => void): Act =>
    () => {
      if (isAllowed) act();
      return isAllowed;
    };
  switch (code) {
    case "KeyM":
      return when(card.can.edit, () => actions.openMenu(card.id));
    case "KeyW":
      return when(card.can.close, () => actions.win(card));
    case "KeyL":
      return when(card.can.close, () => actions.askLose(card));
    case "KeyE":
      return when(card.can.edit, () => actions.edit(card));
    default:
      return undefined;
  }
}

/** Moves the focus one card up, down, or to the same height in the neighbouring column. */
function step(link: HTMLElement, code: string): boolean {
  const column = link.closest<HTMLElement>("[data-column]");
  const row = link.closest<HTMLElement>("[data-index]");
  if (!column || !row) return false;
  const index = Number(row.dataset.index);
  if (code === "KeyJ" || code === "ArrowDown") return focusIn(column, index + 1);
  if (code === "KeyK" || code === "ArrowUp") return focusIn(column, index - 1);
  if (code !== "ArrowRight" && code !== "ArrowLeft") return false;
  const columns = [...document.querySelectorAll<HTMLElement>("[data-column]")];
  const way = code === "ArrowRight" ? 1 : -1;
  for (let at = columns.indexOf(column) + way; at >= 0 && at < columns.length; at += way) {
    const next = columns[at];
    if (next && focusNearest(next, link.getBoundingClientRect().top)) return true;
  }
  return true;
}

function focusIn(column: HTMLElement, index: number): boolean {
  const link = column.querySelector<HTMLElement>(`[data-index="${index}"] ${LINK}`);
  // Rows beyond the window are not in the page yet; the focus itself scrolls those that are.
  link?.focus();
  return true;
}

function focusNearest(column: HTMLElement, top: number): boolean {
  const links = [...column.querySelectorAll<HTMLElement>(LINK)];
  const distance = (link: HTMLElement) => Math.abs(link.getBoundingClientRect().top - top);
  const nearest = links.sort((a, b) => distance(a) - distance(b))[0];
  nearest?.focus();
  nearest?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return nearest !== undefined;
}
