// The two ends every route hangs on. They live in the lowest layer so that a feature can declare its
// routes fully typed without importing the app; the app fills in their components and the guard.
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute } from "@tanstack/react-router";

export interface RouterContext {
  queryClient: QueryClient;
  /** Lets a signed-in person through and loads what every screen needs; redirects everybody else. */
  admit: (queryClient: QueryClient, href: string) => Promise<void>;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()();

/** Everything that needs a signed-in person: drawn inside the rail and header. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: ({ context, location }) => context.admit(context.queryClient, location.href),
});
