// One clock for all relative times on the screen: a tick every half minute, shared by every reader.
import { useSyncExternalStore } from "react";

const TICK_MS = 30_000;
const readers = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  timer ??= setInterval(() => {
    now = new Date();
    for (const one of readers) one();
  }, TICK_MS);
  return () => {
    readers.delete(reader);
    if (readers.size === 0) {
      clearInterval(timer);
      timer = undefined;
      now = new Date();
    }
  };
}

export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}
