import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import { sessionQuery } from "@/api/session-queries";
import type { SetupIn } from "@/api/types";
import { activateLanguage } from "@/lib/i18n";

/** Makes the organisation and its first admin, who is signed in by the same answer. */
export function useSetUp() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SetupIn) => unwrap(api.POST("/setup", { body })),
    onSuccess: async (me) => {
      await activateLanguage(me.language);
      await queryClient.fetchQuery({ ...sessionQuery(), staleTime: 0 });
    },
  });
}
