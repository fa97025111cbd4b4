// Clients: people, companies, and the card of each.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { signedInRoute } from "@/lib/roots";
import { readChoice, readText } from "@/lib/search-params";

const clientsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/clients",
  validateSearch: (search: Record<string, unknown>) => ({
    tab: readChoice(search, "tab", ["companies"] as const),
    q: readText(search, "q"),
  }),
  component: lazyRouteComponent(() => import("./clients-page"), "ClientsPage"),
});

const contactRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/clients/contacts/$contactId",
  component: lazyRouteComponent(() => import("./contact-page"), "ContactPage"),
});

const companyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/clients/companies/$companyId",
  component: lazyRouteComponent(() => import("./company-page"), "CompanyPage"),
});

export const clientsRoutes = [clientsRoute, contactRoute, companyRoute] as const;
