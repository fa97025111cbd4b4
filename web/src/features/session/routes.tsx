import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";

import { sessionQuery } from "@/api/session-queries";
import { rootRoute } from "@/lib/roots";
import { readText } from "@/lib/search-params";

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    next: ownPath(readText(search, "next")),
  }),
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery());
    if (session.setup_needed) throw redirect({ to: "/setup" });
    if (session.user) throw redirect({ to: "/" });
  },
  component: lazyRouteComponent(() => import("./pages/sign-in-page"), "SignInPage"),
});

/** Only a path of our own: "//evil.example" is a host to a browser. */
function ownPath(next: string | undefined): string | undefined {
  return next && /^\/[^/\\]/.test(next) ? next : undefined;
}

export const sessionRoutes = [signInRoute];
