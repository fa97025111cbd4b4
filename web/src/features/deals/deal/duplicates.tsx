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
    <aside className={classes.note}>
      <Icon name="merge" className={classes.icon} />
      <strong>
        <Plural
          value={count}
          one="У этого клиента есть ещё # сделка"
          few="У этого клиента есть ещё # сделки"
          many="У этого клиента есть ещё # сделок"
          other="У этого клиента есть ещё # сделки"
        />
      </strong>
      <ul className={classes.list}>
        {deal.duplicates.map((other) => (
          <li key={other.id}>
            <Link to="/deals/$dealId" params={{ dealId: other.id }} className={classes.link}>
              {other.title}
            </Link>{" "}
            <StateBadge state={other.state} />
          </li>
        ))}
      </ul>
      {deal.contact && (
        <Link
          to="/clients/contacts/$contactId"
          params={{ contactId: deal.contact.id }}
          className={classes.link}
        >
          <Trans>Открыть клиента и объединить дубли</Trans>
        </Link>
      )}
    </aside>
  );
}
