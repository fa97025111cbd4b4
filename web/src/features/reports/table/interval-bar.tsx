import { Box } from "@mantine/core";

import classes from "./table.module.css";

interface IntervalBarProps {
  low: number;
  rate: number;
  high: number;
  top: number;
  text: string;
}

/** A small whisker in a table cell, with its limits in words beside it. */
export function IntervalBar({ low, rate, high, top, text }: IntervalBarProps) {
  const place = (share: number) => `${Math.min(100, (share / top) * 100)}%`;
  return (
    <span className={classes.interval}>
      <Box
        component="span"
        className={classes.track}
        aria-hidden
        __vars={{ "--low": place(low), "--rate": place(rate), "--high": place(high) }}
      />
      <span className="num">{text}</span>
    </span>
  );
}
