import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";

import { Icon } from "@/ui/icon";

import type { Order } from "./rows-order";
import classes from "./table.module.css";

export function sortOf(by: string, order: Order | undefined): "ascending" | "descending" | "none" {
  if (order?.by !== by) return "none";
  return order.isDescending ? "descending" : "ascending";
}

interface SortButtonProps {
  by: string;
  order: Order | undefined;
  onOrder: (order: Order) => void;
  definition: string;
  children: ReactNode;
}

/** Presses sort, hover and focus tell the definition. */
export function SortButton({ by, order, onOrder, definition, children }: SortButtonProps) {
  const isCurrent = order?.by === by;
  const next = isCurrent ? !order.isDescending : by !== "name";
  return (
    <Tooltip
      label={definition}
      multiline
      w={300}
      openDelay={200}
      events={{ hover: true, focus: true, touch: false }}
    >
      <button type="button" className={classes.sort} onClick={() => onOrder({ by, isDescending: next })}>
        {children}
        {isCurrent && <Icon name={order.isDescending ? "arrowDown" : "arrowUp"} size={12} />}
      </button>
    </Tooltip>
  );
}
