import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { BulkIn } from "@/api/types";

export const MAX_BULK = 500;

export function useBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BulkIn) => unwrap(api.POST("/deals/bulk", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["deals"] }),
  });
}
