// The deals' two addresses. Each screen is a chunk of its own.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { signedInRoute } from "@/lib/roots";

import { validateDealsSearch } from "./filters/deals-search";

export const dealsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/deals",
  validateSearch: validateDealsSearch,
  component: lazyRouteComponent(() => import("./deals-page"), "DealsPage"),
});

export const dealRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/deals/$dealId",
  component: lazyRouteComponent(() => import("./deal/deal-page"), "DealPage"),
});

export const dealsRoutes = [dealsRoute, dealRoute] as const;
