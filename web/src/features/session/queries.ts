import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import { sessionQuery } from "@/api/session-queries";
import type { SignInResult } from "@/api/types";
import { activateLanguage } from "@/lib/i18n";

/** After a complete sign-in the session is asked anew: the CSRF token has changed with it. */
function useEntered() {
  const queryClient = useQueryClient();
  return async (result: SignInResult) => {
    if (!result.user) return;
    await activateLanguage(result.user.language);
    await queryClient.fetchQuery({ ...sessionQuery(), staleTime: 0 });
  };
}

export function useSignIn() {
  const entered = useEntered();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => unwrap(api.POST("/session", { body })),
    onSuccess: entered,
  });
}

export function useSecondStep() {
  const entered = useEntered();
  return useMutation({
    mutationFn: (body: { code: string }) => unwrap(api.POST("/session/totp", { body })),
    onSuccess: entered,
  });
}
