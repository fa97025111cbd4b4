import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";

import { useMe } from "@/api/session-queries";

import { PLACES } from "./navigation";

const PATIENCE_MS = 1500;

interface Help {
  opened: boolean;
  open: () => void;
  close: () => void;
}

/** `g` then a letter goes to a section; `?` shows all keys. Silent while somebody types. */
export function useJumps(): Help {
  const me = useMe();
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure(false);
  useHotkeys([
    ["shift+?", open],
    ["?", open],
  ]);

  // Follows the keyboard: two keys in a row are more than a hotkey hook can say.
  useEffect(() => {
    let asked = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      // Jumps go by the place of the key, so that they work in the Russian layout too.
      const letter = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
      if (letter === "g") {
        asked = event.timeStamp;
        return;
      }
      if (event.timeStamp - asked > PATIENCE_MS) return;
      asked = 0;
      const place = PLACES.find((one) => one.key === letter && (one.shown?.(me) ?? true));
      if (!place) return;
      event.preventDefault();
      void navigate({ to: place.to });
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [me, navigate]);

  return { opened, open, close };
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable], [role=menu], [role=dialog]") !== null
  );
}
