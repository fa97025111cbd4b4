// All offers one sees: what was sent, who reads, who waits for an answer.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { signedInRoute } from "@/lib/roots";
import { readChoice, readText } from "@/lib/search-params";

import { TABS } from "./tabs";

const offersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/offers",
  validateSearch: (search: Record<string, unknown>) => ({
    tab: readChoice(search, "tab", TABS),
    mine: readChoice(search, "mine", ["1"] as const),
    offer: readText(search, "offer"),
  }),
  component: lazyRouteComponent(() => import("./offers-page"), "OffersPage"),
});

export const offersRoutes = [offersRoute] as const;
