import { useEffect } from "react";

/** Follows the browser tab's title, which React does not own. */
export function useDocumentName(name: string): void {
  useEffect(() => {
    document.title = `${name} · Pritok`;
  }, [name]);
}
