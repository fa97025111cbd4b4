import { Badge } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import type { DealRow } from "@/api/types";
import { Money } from "@/ui/money";
import { Moment } from "@/ui/moment";

import classes from "./clients.module.css";

const COLORS = { open: "gray", won: "green", lost: "red" } as const;

/** The deals of one client, newest first, as links. */
export function DealList({ deals }: { deals: DealRow[] }) {
  const { t } = useLingui();
  const names = { open: t`В работе`, won: t`Выиграна`, lost: t`Проиграна` };
  if (deals.length === 0) {
    return (
      <p className={classes.soft}>
        <Trans>Сделок, видимых вам, нет.</Trans>
      </p>
    );
  }
  return (
    <ul className={classes.plain}>
      {deals.map((deal) => (
        <li key={deal.id} className={classes.deal}>
          <Link to="/deals/$dealId" params={{ dealId: deal.id }}>
            {deal.title}
          </Link>
          <Badge color={COLORS[deal.state]}>
            {deal.state === "open" ? deal.stage.name : names[deal.state]}
          </Badge>
          <Money amount={deal.amount} />
          <span className={classes.soft}>
            <Moment at={deal.created_at} as="date" />
          </span>
        </li>
      ))}
    </ul>
  );
}
