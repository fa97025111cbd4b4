import { Box } from "@mantine/core";

import classes from "./forgotten.module.css";

interface AgeBarProps {
  silent: number;
  limit: number;
  label: string;
}

/** The bar ends at three limits; the strokes are the limit, half as much again and twice the limit. */
const END = 3;

export function AgeBar({ silent, limit, label }: AgeBarProps) {
  const share = limit > 0 ? Math.min(1, silent / limit / END) : 1;
  return (
    <Box
      component="span"
      role="img"
      aria-label={label}
      className={classes.bar}
      __vars={{ "--share": `${share * 100}%` }}
    />
  );
}
