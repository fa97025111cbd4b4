import type { ReactNode } from "react";

import classes from "./page-head.module.css";
import { useDocumentName } from "./use-document-name";

interface PageHeadProps {
  title: string;
  /** One line under the title: what this screen is for. */
  lead?: ReactNode;
  /** Beside the title: a count, a badge, a switch. */
  aside?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ title, lead, aside, actions }: PageHeadProps) {
  useDocumentName(title);
  return (
    <header className={classes.head}>
      <div className={classes.words}>
        <div className={classes.line}>
          <h1 className={classes.title}>{title}</h1>
          {aside}
        </div>
        {lead && <p className={classes.lead}>{lead}</p>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
