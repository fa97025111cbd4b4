import { NavLink, NativeSelect } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";

import { Screen } from "@/ui/screen";

import classes from "./settings.module.css";
import { useSections } from "./sections";

/** The list of subjects on the left (a menu on a phone), the subject on the right. */
export function SettingsFrame() {
  const { t } = useLingui();
  const sections = useSections();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const current = sections.find((section) => pathname.startsWith(section.to));
  return (
    <Screen>
      <div className={classes.frame}>
        <nav aria-label={t`Разделы настроек`} className={classes.list}>
          {sections.map((section) => (
            <NavLink
              key={section.to}
              active={section === current}
              label={section.name}
              renderRoot={(props) => (
                <Link {...props} to={section.to} aria-current={section === current ? "page" : undefined} />
              )}
            />
          ))}
        </nav>
        <NativeSelect
          className={classes.menu}
          aria-label={t`Раздел настроек`}
          value={current?.to}
          data={sections.map((section) => ({ value: section.to, label: section.name }))}
          onChange={(event) => {
            const picked = sections.find((section) => section.to === event.currentTarget.value);
            if (picked) void navigate({ to: picked.to });
          }}
        />
        <div className={classes.subject}>
          <Outlet />
        </div>
      </div>
    </Screen>
  );
}
