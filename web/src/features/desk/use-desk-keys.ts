// The desk by keyboard. Physical keys, so that they work in the Russian layout too.
import type { KeyboardEvent, RefObject } from "react";

import type { DeskRow } from "@/api/types";
import { useSingleKeys } from "@/ui/use-single-keys";

import { actOf, type DeskAct, type DeskActName } from "./desk-dialog";

export const DESK_LINK = "[data-desk-link]";
const ACTS: Record<string, DeskActName> = {
  KeyC: "contact",
  KeyN: "note",
  KeyT: "plan",
  KeyD: "finish",
  KeyM: "edit",
};

interface DeskKeys {
  board: RefObject<HTMLElement | null>;
  findRow: (key: string) => DeskRow | undefined;
  onAct: (act: DeskAct) => void;
}

/** j and k walk through all rows, arrows also to the neighbouring column; a letter acts on the row in focus. */
export function useDeskKeys({ board, findRow, onAct }: DeskKeys): (event: KeyboardEvent) => void {
  const enter = () => {
    if (!board.current?.contains(document.activeElement)) linksIn(board.current)[0]?.focus();
  };
  useSingleKeys({ KeyJ: enter, KeyK: enter });

  return (event) => {
    const link = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(DESK_LINK) : null;
    const row = findRow(link?.closest<HTMLElement>("[data-desk-row]")?.dataset.deskRow ?? "");
    if (!link || !row || event.ctrlKey || event.metaKey || event.altKey) return;
    const name = ACTS[event.code];
    const act = name ? actOf(name, row) : null;
    if (act) onAct(act);
    else if (!walk(board.current, link, event.code)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function walk(board: HTMLElement | null, link: HTMLElement, code: string): boolean {
  const step = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 }[code];
  if (step !== undefined) {
    const all = linksIn(board);
    all[all.indexOf(link) + step]?.focus();
    return true;
  }
  const way = { ArrowRight: 1, ArrowLeft: -1 }[code];
  if (way === undefined) return false;
  const columns = [...(board?.querySelectorAll<HTMLElement>("[data-desk-column]") ?? [])];
  const here = columns.findIndex((column) => column.contains(link));
  for (let at = here + way; at >= 0 && at < columns.length; at += way) {
    const first = linksIn(columns[at] ?? null)[0];
    if (first) {
      first.focus();
      break;
    }
  }
  return true;
}

/** The rows in sight: on a phone one column is. */
export function linksIn(inside: HTMLElement | null): HTMLElement[] {
  return [...(inside?.querySelectorAll<HTMLElement>(DESK_LINK) ?? [])].filter(
    (one) => one.checkVisibility?.() ?? true,
  );
}
