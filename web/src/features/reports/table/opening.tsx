import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { listSearch, type ReportRow } from "../answer";
import classes from "./table.module.css";

interface OpeningProps {
  report: string;
  row: ReportRow;
  name: string;
  cell: string | undefined;
  children: ReactNode;
}

/** A number that opens what it counts; a colleague's who is not shown by name opens nothing. */
export function Opening({ report, row, name, cell, children }: OpeningProps) {
  if (!row.list) return <span className={`num ${classes.value}`}>{children}</span>;
  return (
    <Link
      to="/reports/$report/deals"
      params={{ report }}
      search={{ ...listSearch(row.list, cell), title: name }}
      className={`num ${classes.value}`}
    >
      {children}
    </Link>
  );
}
