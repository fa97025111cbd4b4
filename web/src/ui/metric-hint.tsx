import { HoverCard, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./metric-hint.module.css";

/** A number's or a column's name that tells its one-sentence definition on hover and on focus. */
export function MetricHint({ children, definition }: { children: ReactNode; definition: ReactNode }) {
  return (
    <HoverCard width={300} shadow="md" openDelay={250} withArrow>
      <HoverCard.Target>
        <UnstyledButton component="span" tabIndex={0} className={classes.name}>
          {children}
        </UnstyledButton>
      </HoverCard.Target>
      <HoverCard.Dropdown className={classes.card}>{definition}</HoverCard.Dropdown>
    </HoverCard>
  );
}
