import type { ReactNode } from "react";

import classes from "./screen.module.css";

interface ScreenProps {
  children: ReactNode;
  /** fill: the screen is exactly as tall as the window and its own parts scroll (board, table).
   *  narrow: a readable column for forms. */
  shape?: "flow" | "fill" | "narrow";
}

/** The padding and the scrolling of one screen; every page is wrapped in it once. */
export function Screen({ children, shape = "flow" }: ScreenProps) {
  return (
    <div className={classes.screen} data-shape={shape}>
      {children}
    </div>
  );
}
