// One-key shortcuts of the deals screens, by the place of the key so that they work in the Russian layout.
import { useEffect, useRef } from "react";

const JUMP_MS = 1500;

/** `keys` maps KeyboardEvent.code to an act. Silent while typing, in menus, dialogs, and after `g`. */
export function useSingleKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys);
  latest.current = keys;
  // Follows the keyboard of the whole page.
  useEffect(() => {
    let jumpAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target))
        return;
      const isJump = event.timeStamp - jumpAt < JUMP_MS;
      jumpAt = event.code === "KeyG" ? event.timeStamp : -Infinity;
      const act = latest.current[event.code];
      if (!act || isJump) return;
      event.preventDefault();
      act();
    };
    document.documentElement.addEventListener("keydown", onKey);
    return () => document.documentElement.removeEventListener("keydown", onKey);
  }, []);
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog][aria-modal=true]")) return true;
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable], [role=menu]") !== null
  );
}
