import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { SavedViewIn } from "@/api/types";

export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SavedViewIn) => unwrap(api.POST("/saved-views", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["saved-views"] }),
  });
}

export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.DELETE("/saved-views/{view_id}", { params: { path: { view_id: id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["saved-views"] }),
  });
}
