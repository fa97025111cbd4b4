// The manager's desk: the start page of whoever works deals.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { signedInRoute } from "@/lib/roots";

import { readPerson } from "./desk-search";

const deskRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/desk",
  validateSearch: readPerson,
  component: lazyRouteComponent(() => import("./desk-page"), "DeskPage"),
});

export const deskRoutes = [deskRoute] as const;
