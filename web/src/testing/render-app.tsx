import { createMemoryHistory } from "@tanstack/react-router";
import { render, type RenderResult, screen } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { expect } from "vitest";

import { App } from "@/app/app";
import { type AppRouter, createAppRouter } from "@/app/router";
import { createQueryClient } from "@/lib/query-client";

import { fakeNetwork, type FakeNetwork, type Routes } from "./network";

interface RunningApp extends RenderResult {
  network: FakeNetwork;
  router: AppRouter;
  user: UserEvent;
  /** The address bar: path and search. */
  address: () => string;
}

/** The whole product at one address, with the network faked; waits until a screen with a title stands. */
export async function renderApp(path: string, { routes }: { routes?: Routes } = {}): Promise<RunningApp> {
  const network = fakeNetwork(routes);
  const queryClient = createQueryClient();
  queryClient.setDefaultOptions({ queries: { ...queryClient.getDefaultOptions().queries, retry: false } });
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = createAppRouter(queryClient, history);
  const user = userEvent.setup();
  const result = render(<App queryClient={queryClient} router={router} />);
  expect((await screen.findAllByRole("heading", undefined, { timeout: 10_000 })).length).toBeGreaterThan(0);
  return { ...result, network, router, user, address: () => router.state.location.href };
}
