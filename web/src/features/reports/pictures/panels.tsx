import type { ReactNode } from "react";

import classes from "./panels.module.css";

interface PanelsProps {
  children: ReactNode;
  /** wide-narrow unless said otherwise. */
  shape?: "even" | "single";
}

/** Pictures beside each other where there is room. */
export function Panels({ children, shape }: PanelsProps) {
  return (
    <div
      className={classes.panels}
      data-even={shape === "even" || undefined}
      data-single={shape === "single" || undefined}
    >
      {children}
    </div>
  );
}
