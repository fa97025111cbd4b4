import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";

import { useMe, usePatchMe, useSignOut } from "@/api/session-queries";
import type { PaletteAction } from "@/features/palette/palette";
import { activateLanguage } from "@/lib/i18n";

import { PLACES } from "./navigation";

/** What the palette can do besides finding records: go somewhere, change how the product looks. */
export function usePaletteActions({ openKeys }: { openKeys: () => void }): PaletteAction[] {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const me = useMe();
  const patchMe = usePatchMe();
  const signOut = useSignOut();
  const other = me.language === "ru" ? "en" : "ru";
  const places = PLACES.filter((place) => place.shown?.(me) ?? true).map((place): PaletteAction => ({
    id: `go-${place.key}`,
    label: i18n._(place.label),
    icon: place.icon,
    keys: `g ${place.key}`,
    run: () => void navigate({ to: place.to }),
  }));
  return [
    ...places,
    {
      id: "profile",
      label: t`Профиль и безопасность`,
      icon: "user",
      run: () => void navigate({ to: "/profile" }),
    },
    {
      id: "theme",
      label: me.theme === "dark" ? t`Светлая тема` : t`Тёмная тема`,
      icon: me.theme === "dark" ? "sun" : "moon",
      run: () => patchMe.mutate({ theme: me.theme === "dark" ? "light" : "dark" }),
    },
    {
      id: "language",
      label: other === "en" ? "Switch to English" : "Перейти на русский",
      icon: "language",
      run: () => {
        void activateLanguage(other);
        patchMe.mutate({ language: other });
      },
    },
    { id: "keys", label: t`Клавиши`, icon: "keyboard", keys: "?", run: openKeys },
    { id: "out", label: t`Выйти`, icon: "logout", run: () => signOut.mutate() },
  ];
}
