import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";

import { dictionariesQuery } from "@/api/dictionary-queries";
import { sessionQuery } from "@/api/session-queries";
import { activateLanguage } from "@/lib/i18n";

/** The door to every signed-in screen. */
export async function admit(queryClient: QueryClient, href: string): Promise<void> {
  const session = await queryClient.ensureQueryData(sessionQuery());
  if (session.setup_needed) throw redirect({ to: "/setup" });
  if (!session.user) throw redirect({ to: "/sign-in", search: href === "/" ? {} : { next: href } });
  await Promise.all([
    activateLanguage(session.user.language),
    queryClient.ensureQueryData(dictionariesQuery()),
  ]);
}
