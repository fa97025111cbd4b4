import { Plural, Trans } from "@lingui/react/macro";
import { type ReactNode, useMemo } from "react";

import type { DealRow } from "@/api/types";
import { Money } from "@/ui/money";

import classes from "./list.module.css";

interface ListFootProps {
  rows: DealRow[];
  total: number;
  selected: string[];
  children: ReactNode;
}

/** How many deals there are and what they come to; says so when only a part is loaded. */
export function ListFoot({ rows, total, selected, children }: ListFootProps) {
  const sum = useMemo(() => amountOf(rows), [rows]);
  const picked = useMemo(() => rows.filter((row) => selected.includes(row.id)), [rows, selected]);
  const loaded = rows.length;
  return (
    <div className={classes.foot}>
      <span>
        <Plural value={total} one="# сделка" few="# сделки" many="# сделок" other="# сделки" />
      </span>
      <span>
        {loaded < total ? (
          <Trans>
            Сумма первых {loaded}: <Money amount={sum} />
          </Trans>
        ) : (
          <Trans>
            Сумма: <Money amount={sum} />
          </Trans>
        )}
      </span>
      {picked.length > 0 && (
        <span>
          <Trans>
            Выбрано {picked.length} на <Money amount={amountOf(picked)} />
          </Trans>
        </span>
      )}
      <span className={classes.push}>{children}</span>
    </div>
  );
}

function amountOf(rows: DealRow[]): number {
  return rows.reduce((total, row) => total + (row.amount ?? 0), 0);
}
