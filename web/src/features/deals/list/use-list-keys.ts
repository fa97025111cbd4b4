import type { KeyboardEvent } from "react";

import { useSingleKeys } from "@/ui/use-single-keys";

/** j/k walk like the arrows, e edits the title of the row in focus. */
export function useListKeys(): (event: KeyboardEvent) => void {
  const enter = () => {
    if (!document.activeElement?.closest("[data-row]"))
      document.querySelector<HTMLElement>("[data-row]")?.focus();
  };
  useSingleKeys({ KeyJ: enter, KeyK: enter });
  return (event) => {
    const row =
      event.target instanceof HTMLElement && event.target.dataset.row !== undefined ? event.target : null;
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === "KeyE") {
      event.preventDefault();
      row.querySelector<HTMLElement>("[data-edit]")?.click();
    }
    const neighbour = event.code === "KeyJ" ? 1 : event.code === "KeyK" ? -1 : 0;
    if (neighbour !== 0) {
      event.preventDefault();
      document.querySelector<HTMLElement>(`[data-row="${Number(row.dataset.row) + neighbour}"]`)?.focus();
    }
  };
}
