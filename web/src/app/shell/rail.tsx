import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import { useMe } from "@/api/session-queries";
import { Icon } from "@/ui/icon";

import { PLACES } from "./navigation";
import classes from "./rail.module.css";

export function Rail() {
  const { t, i18n } = useLingui();
  const me = useMe();
  return (
    <nav className={classes.rail} aria-label={t`Разделы`}>
      {PLACES.filter((place) => place.shown?.(me) ?? true).map((place) => (
        <Link
          key={place.key}
          to={place.to}
          className={classes.place}
          activeProps={{ "aria-current": "page" }}
          activeOptions={{ includeSearch: false }}
        >
          <Icon name={place.icon} size={18} />
          <span className={classes.label}>{i18n._(place.label)}</span>
        </Link>
      ))}
    </nav>
  );
}
