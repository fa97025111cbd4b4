import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { SavedViewIn } from "@/api/types";

export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, view }: { id?: number; view: SavedViewIn }) => {
      if (id === undefined) return unwrap(api.POST("/saved-views", { body: view }));
      const { name, query, shared_with } = view;
      const change = { params: { path: { view_id: id } }, body: { name, query, shared_with } };
      return unwrap(api.PATCH("/saved-views/{view_id}", change));
    },
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
