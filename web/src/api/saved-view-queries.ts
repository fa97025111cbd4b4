// Filters and sorting kept under a name, for each screen that has them.
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "./client";
import type { SavedView, SavedViewDraft, SavedViewIn } from "./types";

type Screen = NonNullable<SavedViewIn["screen"]>;

export const savedViewsQuery = (screen: Screen) =>
  queryOptions({
    queryKey: ["saved-views", screen],
    queryFn: ({ signal }) => unwrap(api.GET("/saved-views", { params: { query: { screen } }, signal })),
  });

interface ScreenViews {
  views: SavedView[];
  /** With an id the view is replaced. */
  save: (view: SavedViewDraft, id?: number) => Promise<unknown>;
  remove: (id: number) => void;
}

export function useSavedViews(screen: Screen): ScreenViews {
  const client = useQueryClient();
  const known = useQuery(savedViewsQuery(screen));
  const onSuccess = () => client.invalidateQueries({ queryKey: ["saved-views"] });
  const saving = useMutation({
    mutationFn: ({ id, view }: { id?: number; view: SavedViewDraft }) =>
      id === undefined
        ? unwrap(api.POST("/saved-views", { body: { ...view, screen } }))
        : unwrap(api.PATCH("/saved-views/{view_id}", { params: { path: { view_id: id } }, body: view })),
    onSuccess,
  });
  const removing = useMutation({
    mutationFn: (id: number) =>
      unwrap(api.DELETE("/saved-views/{view_id}", { params: { path: { view_id: id } } })),
    onSuccess,
  });
  return {
    views: known.data?.items ?? [],
    save: (view, id) => saving.mutateAsync({ id, view }),
    remove: (id) => removing.mutate(id),
  };
}
