// What is done with a client: notes, contacts that took place, tasks. Several screens write these.
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "./client";
import type { ContactLogIn } from "./types";

export const useAddNote = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      unwrap(api.POST("/deals/{deal_id}/notes", { params: { path: { deal_id: id } }, body: { text } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["deal", id] }),
  });
};

export const useLogContact = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ContactLogIn) =>
      unwrap(api.POST("/deals/{deal_id}/contacts", { params: { path: { deal_id: id } }, body })),
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: ["deals"] });
      await client.invalidateQueries({ queryKey: ["deal", id] });
    },
  });
};
