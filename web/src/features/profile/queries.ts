import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import { sessionQuery } from "@/api/session-queries";

export const mySessionsQuery = () =>
  queryOptions({
    queryKey: ["me", "sessions"],
    queryFn: ({ signal }) => unwrap(api.GET("/me/sessions", { signal })),
  });

export function useEndSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE("/me/sessions/{sign_in_id}", { params: { path: { sign_in_id: Number(id) } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: mySessionsQuery().queryKey }),
  });
}

/** Other sessions end with the old password, and the CSRF token changes: both are asked again. */
export function useChangePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { current: string; new: string }) => unwrap(api.PUT("/me/password", { body })),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey }),
        queryClient.invalidateQueries({ queryKey: mySessionsQuery().queryKey }),
      ]),
  });
}

export function useStartTotp() {
  return useMutation({
    mutationFn: (password?: string) => unwrap(api.POST("/me/totp", { body: password ? { password } : {} })),
  });
}

export function useConfirmTotp() {
  return useMutation({
    mutationFn: (code: string) => unwrap(api.PUT("/me/totp", { body: { code } })),
  });
}

export function useStopTotp() {
  const refresh = useRefreshMe();
  return useMutation({
    mutationFn: (password: string) => unwrap(api.DELETE("/me/totp", { body: { password } })),
    onSuccess: refresh,
  });
}

export function useRefreshMe() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey });
}
