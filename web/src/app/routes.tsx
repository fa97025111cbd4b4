// Every screen of the product. A feature declares its routes; this list puts them together.
import { createRoute, redirect } from "@tanstack/react-router";

import { clientsRoutes } from "@/features/clients/routes";
import { sessionQuery } from "@/api/session-queries";
import { deskRoutes } from "@/features/desk/routes";
import { dealsRoutes } from "@/features/deals/routes";
import { inboxRoutes } from "@/features/inbox/routes";
import { offersRoutes } from "@/features/offers/routes";
import { profileRoutes } from "@/features/profile/routes";
import { reportsRoutes } from "@/features/reports/routes";
import { sessionRoutes } from "@/features/session/routes";
import { settingsRoutes } from "@/features/settings/routes";
import { setupRoutes } from "@/features/setup/routes";
import { rootRoute, signedInRoute } from "@/lib/roots";

import { NotFoundPage } from "./not-found-page";
import { RootLayout } from "./root-layout";
import { Shell } from "./shell/shell";
import { UnexpectedPage } from "./unexpected-page";

rootRoute.update({ component: RootLayout, notFoundComponent: NotFoundPage, errorComponent: UnexpectedPage });
signedInRoute.update({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: UnexpectedPage });

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  beforeLoad: async ({ context }) => {
    const { user } = await context.queryClient.ensureQueryData(sessionQuery());
    // Whoever works deals begins at the own desk; who looks after all of them begins with all of them.
    const worksDeals = user?.role === "manager" || user?.role === "lead";
    throw redirect({ to: worksDeals ? "/desk" : "/deals" });
  },
});

export const routeTree = rootRoute.addChildren([
  ...sessionRoutes,
  ...setupRoutes,
  signedInRoute.addChildren([
    homeRoute,
    ...deskRoutes,
    ...dealsRoutes,
    ...inboxRoutes,
    ...clientsRoutes,
    ...offersRoutes,
    ...reportsRoutes,
    ...settingsRoutes,
    ...profileRoutes,
  ]),
]);
