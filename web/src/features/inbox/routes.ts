// The inbox: what came in, what became of it, what waits for a decision.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { signedInRoute } from "@/lib/roots";
import { readChoice, readText } from "@/lib/search-params";

import { TABS } from "./tabs";

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/inbox",
  validateSearch: (search: Record<string, unknown>) => ({
    tab: readChoice(search, "tab", TABS),
    request: readText(search, "request"),
  }),
  component: lazyRouteComponent(() => import("./inbox-page"), "InboxPage"),
});

export const inboxRoutes = [inboxRoute] as const;
