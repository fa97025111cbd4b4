import type { ReactNode } from "react";

import classes from "./entrance.module.css";
import { LanguageSwitch } from "./language-switch";
import { Logo } from "./logo";
import { useDocumentName } from "./use-document-name";

interface EntranceProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}

/** The frame of everything before sign-in. */
export function Entrance({ title, lead, children, wide }: EntranceProps) {
  useDocumentName(title);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <span className={classes.brand}>
          <Logo size={28} />
          Pritok
        </span>
        <LanguageSwitch />
      </header>
      <main className={classes.card} data-wide={wide || undefined}>
        <h1 className={classes.title}>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  );
}
