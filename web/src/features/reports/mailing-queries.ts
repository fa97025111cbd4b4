// Reports that come by mail: one's own orders.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { MailingIn } from "@/api/types";

const KEY = ["report-mailings"];

export const mailingsQuery = queryOptions({
  queryKey: KEY,
  queryFn: ({ signal }) => unwrap(api.GET("/report-mailings", { signal })),
});

export function useOrderMailing() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: MailingIn) => unwrap(api.POST("/report-mailings", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useEndMailing() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.DELETE("/report-mailings/{mailing_id}", { params: { path: { mailing_id: id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
