// Everything that can be done to a deal. Each waits for the lists to be read again before it counts as
// done, so an optimistic screen never flashes the old state between the answer and the refetch.
import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, ifMatch, unwrap } from "@/api/client";
import type { ClosureIn, Deal, DealIn, DealLineIn, DealPatch } from "@/api/types";

import { dealQuery } from "./queries";

interface OfDeal {
  id: string;
  /** Sent as If-Match: the change is refused when somebody else changed the deal meanwhile. */
  version?: number;
}
export type Move = OfDeal & { stage: number };
export type Close = OfDeal & { closure: ClosureIn };
export type Edit = OfDeal & { patch: DealPatch };

export const MOVE_KEY = ["deal-change", "move"];
export const CLOSE_KEY = ["deal-change", "close"];

const at = (id: string, version?: number) => ({
  params: { path: { deal_id: id } },
  ...(version === undefined ? {} : { headers: ifMatch(version) }),
});

function useDealChange<Change extends OfDeal>(
  mutationKey: string[],
  send: (change: Change) => Promise<Deal>,
): UseMutationResult<Deal, Error, Change> {
  const client = useQueryClient();
  return useMutation({
    mutationKey,
    mutationFn: send,
    onSuccess: async (deal, { id }) => {
      if (deal) client.setQueryData(dealQuery(id).queryKey, deal);
      void client.invalidateQueries({ queryKey: ["deal", id, "timeline"] });
      void client.invalidateQueries({ queryKey: ["deal", id, "assignments"] });
      await client.invalidateQueries({ queryKey: ["deals"] });
    },
  });
}

export const useMoveDeal = () =>
  useDealChange(MOVE_KEY, ({ id, version, stage }: Move) =>
    unwrap(api.PUT("/deals/{deal_id}/stage", { ...at(id, version), body: { stage } })),
  );

export const useCloseDeal = () =>
  useDealChange(CLOSE_KEY, ({ id, version, closure }: Close) =>
    unwrap(api.PUT("/deals/{deal_id}/closure", { ...at(id, version), body: closure })),
  );

export const useReopenDeal = () =>
  useDealChange(["deal-change", "reopen"], ({ id, version }: OfDeal) =>
    unwrap(api.DELETE("/deals/{deal_id}/closure", { ...at(id, version) })),
  );

export const useEditDeal = () =>
  useDealChange(["deal-change", "edit"], ({ id, version, patch }: Edit) =>
    unwrap(api.PATCH("/deals/{deal_id}", { ...at(id, version), body: patch })),
  );

export const useAssignDeal = () =>
  useDealChange(
    ["deal-change", "assign"],
    ({ id, version, manager, reason }: OfDeal & { manager: number | null; reason?: string }) =>
      unwrap(
        api.PUT("/deals/{deal_id}/owner", {
          ...at(id, version),
          body: { manager, ...(reason ? { reason } : {}) },
        }),
      ),
  );

export const usePauseDeal = () =>
  useDealChange(
    ["deal-change", "pause"],
    ({ id, version, until, reason }: OfDeal & { until: string; reason: string }) =>
      unwrap(api.PUT("/deals/{deal_id}/pause", { ...at(id, version), body: { until, reason } })),
  );

export const useResumeDeal = () =>
  useDealChange(["deal-change", "resume"], ({ id, version }: OfDeal) =>
    unwrap(api.DELETE("/deals/{deal_id}/pause", { ...at(id, version) })),
  );

export const useSaveLines = () =>
  useDealChange(["deal-change", "lines"], ({ id, version, lines }: OfDeal & { lines: DealLineIn[] }) =>
    unwrap(api.PUT("/deals/{deal_id}/lines", { ...at(id, version), body: { lines } })),
  );

export const useDeleteDeal = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: OfDeal) => unwrap(api.DELETE("/deals/{deal_id}", { ...at(id, version) })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["deals"] }),
  });
};

export const useCreateDeal = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: DealIn) => unwrap(api.POST("/deals", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["deals"] }),
  });
};
