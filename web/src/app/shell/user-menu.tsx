import { Menu, SegmentedControl, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import { useMe, usePatchMe, useSession, useSignOut } from "@/api/session-queries";
import type { Language, ThemeChoice } from "@/api/types";
import { activateLanguage } from "@/lib/i18n";
import { Icon } from "@/ui/icon";
import { PersonAvatar } from "@/ui/person-avatar";
import { useRoleName } from "@/ui/use-role-name";

import classes from "./user-menu.module.css";

const LANGUAGE_NAMES: Record<Language, string> = { ru: "Русский", en: "English" };

export function UserMenu({ onKeys }: { onKeys: () => void }) {
  const { t } = useLingui();
  const me = useMe();
  const { languages } = useSession();
  const roleName = useRoleName();
  const patchMe = usePatchMe();
  const signOut = useSignOut();

  const speak = (language: Language) => {
    void activateLanguage(language);
    patchMe.mutate({ language });
  };

  return (
    <Menu width={264}>
      <Menu.Target>
        <UnstyledButton className={classes.target}>
          <PersonAvatar name={me.name} id={me.id} size={28} />
          <VisuallyHidden>{t`Меню: ${me.name}`}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{me.name}</strong>
          <span>
            {roleName(me.role)}
            {me.team && ` · ${me.team.name}`}
          </span>
        </div>
        <Menu.Item
          leftSection={<Icon name="user" />}
          renderRoot={(props) => <Link to="/profile" {...props} />}
        >
          <Trans>Профиль и безопасность</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="keyboard" />} rightSection="?" onClick={onKeys}>
          <Trans>Клавиши</Trans>
        </Menu.Item>
        <Menu.Divider />
        <div className={classes.choice}>
          <SegmentedControl
            fullWidth
            aria-label={t`Тема`}
            value={me.theme}
            onChange={(theme) => patchMe.mutate({ theme: theme as ThemeChoice })}
            data={[
              { value: "auto", label: t`Авто` },
              { value: "light", label: t`Светлая` },
              { value: "dark", label: t`Тёмная` },
            ]}
          />
          <SegmentedControl
            fullWidth
            aria-label={t`Язык`}
            value={me.language}
            onChange={(language) => speak(language as Language)}
            data={languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="logout" />} onClick={() => signOut.mutate()}>
          <Trans>Выйти</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
