import { Box } from "@mantine/core";

import classes from "./picture.module.css";

export interface LegendEntry {
  name: string;
  /** A CSS variable or colour, as the picture uses. */
  tone: string;
  kind?: "block" | "line" | "hatched" | "mark" | "dot" | "diamond";
}

/** What each colour or sign of a picture stands for, in the picture's own order. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul className={classes.legend}>
      {entries.map(({ name, tone, kind = "block" }) => (
        <li key={name}>
          <Box
            component="span"
            aria-hidden
            className={classes.key}
            data-kind={kind}
            __vars={{ "--tone": tone }}
          />
          {name}
        </li>
      ))}
    </ul>
  );
}
