// Reports: one page per question. Each is a chunk of its own, charts included.
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";

import { signedInRoute } from "@/lib/roots";

import { validateReportDealsSearch, validateReportSearch } from "./report-search";

const reportsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/reports",
  beforeLoad: () => {
    throw redirect({ to: "/reports/conversion" });
  },
});

const conversionRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/reports/conversion",
  validateSearch: validateReportSearch,
  component: lazyRouteComponent(() => import("./conversion/conversion-page"), "ConversionPage"),
});

const conversionDealsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/reports/conversion/deals",
  validateSearch: validateReportDealsSearch,
  component: lazyRouteComponent(() => import("./conversion/conversion-deals-page"), "ConversionDealsPage"),
});

export const reportsRoutes = [reportsRoute, conversionRoute, conversionDealsRoute] as const;
