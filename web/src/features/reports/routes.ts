// Reports: a start page, one page per question, and the list behind a number. Charts are a chunk of their own.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { dictionariesQuery } from "@/api/dictionary-queries";
import { sessionQuery } from "@/api/session-queries";
import { signedInRoute } from "@/lib/roots";

import { kindOf } from "./kinds";
import { reportQuery } from "./queries";
import { questionOf } from "./question/asking";
import { validateReportDealsSearch, validateReportSearch } from "./question/report-search";

const startRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/reports",
  component: lazyRouteComponent(() => import("./start/start-page"), "StartPage"),
});

const reportRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/reports/$report",
  validateSearch: validateReportSearch,
  loaderDeps: ({ search }) => search,
  // Everything a report needs sets off at once, before its page is there to ask for it.
  loader: ({ context: { queryClient }, params, deps }) => {
    const kind = kindOf(params.report);
    const session = queryClient.getQueryData(sessionQuery().queryKey);
    const dictionaries = queryClient.getQueryData(dictionariesQuery().queryKey);
    if (!kind || !session || !dictionaries) return;
    const { query } = questionOf(kind, deps, { session, dictionaries, now: new Date() });
    void queryClient.prefetchQuery(reportQuery(kind.key, query));
    void kind.load();
    void import("./chart/chart");
  },
  component: lazyRouteComponent(() => import("./report-page"), "ReportPage"),
});

const dealsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/reports/$report/deals",
  validateSearch: validateReportDealsSearch,
  component: lazyRouteComponent(() => import("./drill/deals-page"), "ReportDealsPage"),
});

export const reportsRoutes = [startRoute, reportRoute, dealsRoute] as const;
