import { type KeyboardEvent, type RefObject, useRef, useState } from "react";

interface RowKeys {
  count: number;
  reveal: (index: number) => void;
  open: (index: number) => void;
  pick: (index: number) => void;
  scroller: RefObject<HTMLElement | null>;
}

interface RowProps {
  tabIndex: number;
  "data-row": number;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
}

/** One row is in the tab order; arrows, Home and End move it, Enter opens, Space picks. */
export function useRowKeys({ count, reveal, open, pick, scroller }: RowKeys): {
  rowProps: (index: number) => RowProps;
} {
  const [current, setCurrent] = useState(0);
  // Focus follows a frame later; keys pressed meanwhile must count from where we are going.
  const heading = useRef(0);

  const stand = (index: number) => {
    heading.current = index;
    setCurrent(index);
  };
  const go = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index));
    stand(next);
    reveal(next);
    // The row may only be mounted after the virtual list has scrolled to it.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus(),
    );
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const index = heading.current;
    const acts: Record<string, () => void> = {
      ArrowDown: () => go(index + 1),
      ArrowUp: () => go(index - 1),
      Home: () => go(0),
      End: () => go(count - 1),
      PageDown: () => go(index + 12),
      PageUp: () => go(index - 12),
      Enter: () => open(index),
      " ": () => pick(index),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return {
    rowProps: (index) => ({
      tabIndex: index === Math.min(current, count - 1) ? 0 : -1,
      "data-row": index,
      onKeyDown,
      onFocus: () => stand(index),
    }),
  };
}
