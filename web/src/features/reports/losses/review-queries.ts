// Losses nobody in charge has looked through yet, and the three answers to each.
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { LossReviewIn } from "@/api/types";

const SHOWN = 20;

export type ReviewSort = "-closed_at" | "-amount";

/** Begins with "reports": a tick of the stream refreshes it with them. */
export const reviewQueueQuery = (sort: ReviewSort) =>
  queryOptions({
    queryKey: ["reports", "loss-reviews", sort],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/loss-reviews", { params: { query: { sort, limit: SHOWN } }, signal })),
    placeholderData: keepPreviousData,
  });

export const agreementQuery = () =>
  queryOptions({
    queryKey: ["reports", "loss-reviews", "agreement"],
    queryFn: ({ signal }) => unwrap(api.GET("/loss-reviews/agreement", { signal })),
  });

export function useReviewLoss() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ deal, review }: { deal: string; review: LossReviewIn }) =>
      unwrap(api.PUT("/loss-reviews/{deal_id}", { params: { path: { deal_id: deal } }, body: review })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["reports"] });
      void client.invalidateQueries({ queryKey: ["deals"] });
    },
  });
}
