import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";

import { sessionQuery } from "@/api/session-queries";
import { rootRoute } from "@/lib/roots";
import { readText } from "@/lib/search-params";

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  validateSearch: (search: Record<string, unknown>): { code?: string } => ({
    code: readText(search, "code"),
  }),
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery());
    if (!session.setup_needed) throw redirect({ to: "/" });
  },
  component: lazyRouteComponent(() => import("./pages/setup-page"), "SetupPage"),
});

export const setupRoutes = [setupRoute];
