import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import classes from "./data-table.module.css";
import { Icon } from "./icon";

interface SortHeaderProps {
  word?: string;
  align?: "end";
  sort?: string;
  onSort?: (sort: string) => void;
  children: ReactNode;
}

/** A column head; pressing it sorts ascending, then descending. */
export function SortHeader({ word, align, sort, onSort, children }: SortHeaderProps) {
  const { t } = useLingui();
  const up = word !== undefined && sort === word;
  const down = word !== undefined && sort === `-${word}`;
  return (
    <div
      role="columnheader"
      aria-sort={up ? "ascending" : down ? "descending" : undefined}
      className={classes.cell}
      data-align={align}
    >
      {word && onSort ? (
        <button
          type="button"
          className={classes.sort}
          onClick={() => onSort(up ? `-${word}` : word)}
          title={up ? t`Сортировать по убыванию` : t`Сортировать по возрастанию`}
        >
          <span className={classes.name}>{children}</span>
          {(up || down) && <Icon name={up ? "arrowUp" : "arrowDown"} size={13} />}
        </button>
      ) : (
        <span className={classes.name}>{children}</span>
      )}
    </div>
  );
}
