import { type RefObject, useEffect, useRef } from "react";

import { DESK_LINK, linksIn } from "./use-desk-keys";

interface KeptPlace {
  /** Remembers where the keyboard stands. */
  onFocus: (event: { target: EventTarget }) => void;
  /** Puts the keyboard back there, for the end of a dialog. */
  comeBack: () => void;
}

interface Place {
  key: string;
  index: number;
}

/** The keyboard stays in its place: on the same row, or on the one that took its place when it left the desk. */
export function useKeptPlace(board: RefObject<HTMLElement | null>, desk: unknown): KeptPlace {
  const place = useRef<Place | null>(null);
  // Follows the desk: a row that is gone takes the focus with it.
  useEffect(() => {
    if (document.activeElement === document.body) comeBack(board.current, place.current);
  }, [board, desk]);

  return {
    onFocus: ({ target }) => {
      const link = target instanceof HTMLElement ? target.closest<HTMLElement>(DESK_LINK) : null;
      if (link) place.current = { key: keyOf(link), index: linksIn(board.current).indexOf(link) };
    },
    comeBack: () => void requestAnimationFrame(() => comeBack(board.current, place.current)),
  };
}

function comeBack(board: HTMLElement | null, place: Place | null): void {
  const all = linksIn(board);
  if (!place || all.length === 0) return;
  (all.find((link) => keyOf(link) === place.key) ?? all[Math.min(place.index, all.length - 1)])?.focus();
}

const keyOf = (link: HTMLElement): string =>
  link.closest<HTMLElement>("[data-desk-row]")?.dataset.deskRow ?? "";
