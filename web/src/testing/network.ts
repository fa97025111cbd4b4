// The network faked at its edge: `fetch`. A route is "METHOD /path" under /api/v1; `:id` matches a segment.
import { vi } from "vitest";

import { API_ROOT } from "@/api/client";

import { dictionaries, sessionOf } from "./samples";

export interface FakeRequest {
  method: string;
  path: string;
  /** The `:name` segments of the route. */
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  headers: Headers;
}
export type Routes = Record<string, object | undefined | ((request: FakeRequest) => unknown)>;

/** An answer with a status of its own; anything else is 200 with that body. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: unknown = undefined,
  ) {}
}

export const refusal = (
  status: number,
  code: string,
  fields: Record<string, string> = {},
  message = code,
): Answer => new Answer(status, { code, message, fields, request_id: "req-test" });

export interface FakeNetwork {
  requests: FakeRequest[];
  /** Requests of one route, as "PUT /deals/:id/stage" or a concrete path. */
  sent: (method: string, path?: RegExp | string) => FakeRequest[];
  /** Later routes win, so a test can change what the server says meanwhile. */
  set: (routes: Routes) => void;
}

export function fakeNetwork(routes: Routes = {}): FakeNetwork {
  const table: Routes = {
    "GET /session": sessionOf("alice"),
    "GET /dictionaries": dictionaries,
    "GET /search": { items: [] },
    "GET /deals/:id/offers": { items: [] },
    ...routes,
  };
  const requests: FakeRequest[] = [];
  vi.stubGlobal("fetch", async (input: Request) => {
    const request = await read(input);
    requests.push(request);
    const found = match(table, request);
    if (!found)
      return respond(refusal(404, "not_found", {}, `No fake route for ${request.method} ${request.path}`));
    request.params = found.params;
    const reply = typeof found.reply === "function" ? await found.reply(request) : found.reply;
    return respond(reply);
  });
  return {
    requests,
    sent: (method, path) =>
      requests.filter(
        (one) =>
          one.method === method &&
          (path === undefined || (typeof path === "string" ? one.path === path : path.test(one.path))),
      ),
    set: (more) => void Object.assign(table, more),
  };
}

async function read(input: Request): Promise<FakeRequest> {
  const url = new URL(input.url);
  const text = await input.text();
  return {
    method: input.method,
    path: url.pathname.slice(API_ROOT.length),
    params: {},
    query: url.searchParams,
    body: text ? (JSON.parse(text) as unknown) : undefined,
    headers: input.headers,
  };
}

function match(
  table: Routes,
  request: FakeRequest,
): { reply: Routes[string]; params: Record<string, string> } | undefined {
  // A concrete path wins over a pattern, whatever the order they were given in.
  const routes = Object.entries(table).sort(
    ([one], [two]) => Number(one.includes(":")) - Number(two.includes(":")),
  );
  for (const [route, reply] of routes) {
    const [method, pattern = ""] = route.split(" ");
    if (method !== request.method) continue;
    const shape = new RegExp(`^${pattern.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
    const found = shape.exec(request.path);
    if (found) return { reply, params: { ...found.groups } };
  }
  return undefined;
}

function respond(reply: unknown): Response {
  const { status, body } =
    reply instanceof Answer ? reply : { status: reply === undefined ? 204 : 200, body: reply };
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...(body === undefined && { "Content-Length": "0" }) },
  });
}
