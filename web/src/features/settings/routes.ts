// Settings: one address per subject, each a chunk of its own inside the common frame.
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";

import { signedInRoute } from "@/lib/roots";

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings-frame"), "SettingsFrame"),
});

const indexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/settings/organisation" });
  },
});

const organisationRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/organisation",
  component: lazyRouteComponent(() => import("./organisation/organisation-page"), "OrganisationPage"),
});
const peopleRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/people",
  component: lazyRouteComponent(() => import("./people/people-page"), "PeoplePage"),
});
const absencesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/absences",
  component: lazyRouteComponent(() => import("./people/absences-page"), "AbsencesPage"),
});
const pipelinesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/pipelines",
  component: lazyRouteComponent(() => import("./rules/pipelines-page"), "PipelinesPage"),
});
const routingRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/routing",
  component: lazyRouteComponent(() => import("./routing/routing-page"), "RoutingPage"),
});
const reasonsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/reasons",
  component: lazyRouteComponent(() => import("./words/reasons-page"), "ReasonsPage"),
});
const wordsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/dictionaries",
  component: lazyRouteComponent(() => import("./words/dictionaries-page"), "DictionariesPage"),
});
const productsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/products",
  component: lazyRouteComponent(() => import("./words/products-page"), "ProductsPage"),
});
const fieldsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/fields",
  component: lazyRouteComponent(() => import("./rules/fields-page"), "FieldsPage"),
});
const formsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/forms",
  component: lazyRouteComponent(() => import("./forms/forms-page"), "FormsPage"),
});
const tokensRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/tokens",
  component: lazyRouteComponent(() => import("./access/tokens-page"), "TokensPage"),
});
const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/audit",
  component: lazyRouteComponent(() => import("./access/audit-page"), "AuditPage"),
});

export const settingsRoutes = [
  settingsRoute.addChildren([
    indexRoute,
    organisationRoute,
    peopleRoute,
    absencesRoute,
    pipelinesRoute,
    routingRoute,
    reasonsRoute,
    wordsRoute,
    productsRoute,
    fieldsRoute,
    formsRoute,
    tokensRoute,
    auditRoute,
  ]),
] as const;
