// The manager's desk: the start page of whoever works deals.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { signedInRoute } from "@/lib/roots";

import { readCalendar } from "./calendar/calendar-search";
import { readPerson } from "./desk-search";

const deskRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/desk",
  validateSearch: readPerson,
  component: lazyRouteComponent(() => import("./desk-page"), "DeskPage"),
});

const calendarRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/calendar",
  validateSearch: readCalendar,
  component: lazyRouteComponent(() => import("./calendar/calendar-page"), "CalendarPage"),
});

export const deskRoutes = [deskRoute, calendarRoute] as const;
