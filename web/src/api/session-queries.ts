// Who is signed in and what the organisation is called: asked once, known everywhere.
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRef } from "react";

import { api, rememberCsrfToken, unwrap } from "./client";
import type { Language, Me, Session, ThemeChoice } from "./types";

export const sessionQuery = () =>
  queryOptions({
    queryKey: ["session"],
    queryFn: async ({ signal }): Promise<Session> => {
      const session = await unwrap(api.GET("/session", { signal }));
      rememberCsrfToken(session.csrf_token);
      return session;
    },
    staleTime: 5 * 60_000,
  });

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery()).data;
}

/** The signed-in person. Only for screens under the signed-in route, which guarantees one. */
export function useMe(): Me {
  const { user } = useSession();
  // When the session ends, a part on screen may be drawn once more before the shell takes it away.
  const known = useRef(user);
  if (user) known.current = user;
  if (!known.current) throw new Error("useMe outside the signed-in route");
  return known.current;
}

/** Own name, language or theme. The answer replaces the session's copy of me, so the screen follows. */
export function usePatchMe() {
  const queryClient = useQueryClient();
  // Only over a person: a refusal 401 has already ended the session, and must not bring them back.
  const put = (user: Me) =>
    queryClient.setQueryData(sessionQuery().queryKey, (old) => (old?.user ? { ...old, user } : old));
  return useMutation({
    mutationFn: (body: { name?: string; language?: Language; theme?: ThemeChoice }) =>
      unwrap(api.PATCH("/me", { body })),
    // Language and theme must answer the click at once; a refusal brings the old choice back.
    onMutate: (body) => {
      const before = queryClient.getQueryData(sessionQuery().queryKey)?.user;
      if (before) put({ ...before, ...body });
      return { before };
    },
    onError: (_error, _body, context) => context?.before && put(context.before),
    onSuccess: put,
  });
}

/** Ends the session and forgets everything this person could see. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE("/session")),
    // A full load, not a route change: nothing of the last person may stay in memory.
    onSuccess: () => {
      queryClient.clear();
      window.location.assign("/sign-in");
    },
  });
}
