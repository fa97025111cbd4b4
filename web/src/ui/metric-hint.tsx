import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./metric-hint.module.css";

/** A number's or a column's name that tells its one-sentence definition on hover, focus and touch. */
export function MetricHint({ children, definition }: { children: ReactNode; definition: ReactNode }) {
  return (
    <Tooltip
      label={definition}
      multiline
      w={300}
      openDelay={200}
      events={{ hover: true, focus: true, touch: true }}
      classNames={{ tooltip: classes.card }}
    >
      <span tabIndex={0} className={classes.name}>
        {children}
      </span>
    </Tooltip>
  );
}
