import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import { KINDS } from "../kinds";
import classes from "./head.module.css";

/** From one report to the next. */
export function SubNavigation() {
  const { t, i18n } = useLingui();
  return (
    <nav aria-label={t`Отчёты`} className={classes.navigation}>
      <Link
        to="/reports"
        className={classes.tab}
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={{ "aria-current": "page" }}
      >
        {t`Обзор`}
      </Link>
      {KINDS.map((kind) => (
        <Link
          key={kind.key}
          to="/reports/$report"
          params={{ report: kind.key }}
          className={classes.tab}
          activeOptions={{ includeSearch: false }}
          activeProps={{ "aria-current": "page" }}
        >
          {i18n._(kind.name)}
        </Link>
      ))}
    </nav>
  );
}
