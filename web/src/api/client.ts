// The only place that talks HTTP. `api.GET("/deals", …)` is typed by path; `unwrap` gives the data or
// throws ApiError, so that queries and mutations fail the same way everywhere.
import createClient, { type Middleware } from "openapi-fetch";

import { ApiError, toApiError } from "./errors";
import type { paths } from "./schema";

export const API_ROOT = "/api/v1";

let csrfToken = "";
let onSignedOut: () => void = () => {};

/** The token arrives with GET /session; the cookie wins because sign-in rotates it. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** Called when any request but the session's own is answered 401: the session ended elsewhere. */
export function handleSignedOut(handler: () => void): void {
  onSignedOut = handler;
}

function currentCsrfToken(): string {
  const cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
  return cookie?.[1] ?? csrfToken;
}

/** The description names whole addresses; here they begin after the root. */
export type Paths = {
  [Path in keyof paths as Path extends `${typeof API_ROOT}${infer Rest}` ? Rest : never]: paths[Path];
};

const session: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("X-CSRFToken", currentCsrfToken());
    return request;
  },
  onResponse({ request, response }) {
    if (response.status === 401 && !new URL(request.url).pathname.startsWith(`${API_ROOT}/session`)) {
      onSignedOut();
    }
  },
};

export const api = createClient<Paths>({
  // An absolute base keeps Request() happy outside a browser page, as in tests.
  baseUrl: new URL(API_ROOT, window.location.origin).href,
  credentials: "same-origin",
  // Looked up on each call so that tests can replace the network at the edge.
  fetch: (request) => globalThis.fetch(request),
  querySerializer: { array: { style: "form", explode: true } },
});
api.use(session);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError(0, { code: "offline", message: String(cause) });
  }
  if (!answer.response.ok) throw toApiError(answer.response.status, answer.error);
  return answer.data as T;
}

/** If-Match for a change of a record somebody else may have changed meanwhile. */
export const ifMatch = (version: number): { "If-Match": string } => ({ "If-Match": `"${version}"` });
