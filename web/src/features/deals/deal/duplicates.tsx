import { Alert } from "@mantine/core";
import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import type { Deal } from "@/api/types";
import { Icon } from "@/ui/icon";

import { StateBadge } from "../state-badge";
import classes from "./duplicates.module.css";

/** The same client in another deal: work on one of them, and let the client's page join the records. */
export function Duplicates({ deal }: { deal: Deal }) {
  const count = deal.duplicates.length;
  if (count === 0) return null;
  return (
    <Alert
      color="yellow"
      className={classes.alert}
      icon={<Icon name="merge" />}
      title={<Plural value={count} one="У этого клиента есть ещё # похожая сделка" few="У этого клиента есть ещё # похожие сделки" many="У этого клиента есть ещё # похожих сделок" other="У этого клиента есть ещё # похожих сделок" />}
    >
      <ul className={classes.list}>
        {deal.duplicates.map((other) => (
          <li key={other.id}>
            <Link to="/deals/$dealId" params={{ dealId: other.id }}>{other.title}</Link> <StateBadge state={other.state} />
          </li>
        ))}
      </ul>
      {deal.contact && (
        <Link to="/clients/contacts/$contactId" params={{ contactId: deal.contact.id }}>
          <Trans>Открыть клиента и объединить дубли</Trans>
        </Link>
      )}
    </Alert>
  );
}
