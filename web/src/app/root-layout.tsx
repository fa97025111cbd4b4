import { useLingui } from "@lingui/react";
import { Outlet } from "@tanstack/react-router";

import { useSession } from "@/api/session-queries";
import { FormatsProvider } from "@/ui/formats-context";

const LOCALES: Record<string, string> = { ru: "ru-RU", en: "en-GB" };

/** Around every screen, signed in or not: how this organisation writes dates and money. */
export function RootLayout() {
  const { i18n } = useLingui();
  const { organisation } = useSession();
  return (
    <FormatsProvider
      locale={LOCALES[i18n.locale] ?? i18n.locale}
      timeZone={organisation?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
      currency={organisation?.currency ?? "RUB"}
    >
      <Outlet />
    </FormatsProvider>
  );
}
