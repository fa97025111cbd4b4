import { Skeleton } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import classes from "./loading.module.css";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

interface LoadingProps {
  rows?: number;
  /** Rows of a table or a list, columns of a board, or the two panes of a record. */
  shape?: "rows" | "columns" | "record";
}

export function Loading({ rows = 8, shape = "rows" }: LoadingProps) {
  const { t } = useLingui();
  return (
    <div className={classes.box} data-shape={shape} role="status" aria-label={t`Загрузка…`}>
      {ROWS.slice(0, shape === "columns" ? 5 : shape === "record" ? 2 : rows).map((key) => (
        <Skeleton key={key} className={classes.bone} />
      ))}
    </div>
  );
}
