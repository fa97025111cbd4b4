// Edits on their way to the server, laid over the rows on screen: a change shows at once, and a refused one
// goes back by itself when its overlay ends.
import { useMutationState } from "@tanstack/react-query";
import { useCallback } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import type { DealPatch, DealRow, Dictionaries, Ref } from "@/api/types";

type Lists = Pick<Dictionaries, "deal_types" | "sources" | "campaigns" | "markets" | "products">;
const LIST_OF = {
  deal_type: "deal_types",
  source: "sources",
  campaign: "campaigns",
  market: "markets",
  product: "products",
} as const satisfies Record<string, keyof Lists>;

interface Change {
  id: string;
  patch?: DealPatch;
  stage?: number;
  manager?: number | null;
}
type Changeable = Pick<
  DealRow,
  "id" | "title" | "amount" | "stage" | "owner" | "custom" | keyof typeof LIST_OF
>;

export function usePendingEdits(): <Row extends Changeable>(row: Row) => Row {
  const known = useDictionaries();
  const pending = useMutationState({
    filters: { mutationKey: ["deal-change"], status: "pending" },
    select: (mutation) => mutation.state.variables as Change,
  });
  return useCallback(
    (row) => {
      const mine = pending.filter((change) => change.id === row.id);
      return mine.length === 0
        ? row
        : mine.reduce(
            (shown, change) => ({ ...shown, ...effect(change, known), ...customEffect(shown, change) }),
            row,
          );
    },
    [pending, known],
  );
}

function effect({ patch, stage, manager }: Change, known: Dictionaries): Partial<Changeable> {
  const shown: Partial<Changeable> = {};
  if (patch?.title !== undefined) shown.title = patch.title;
  if (patch?.amount !== undefined) shown.amount = patch.amount === null ? null : Number(patch.amount);
  for (const key of Object.keys(LIST_OF) as (keyof typeof LIST_OF)[]) {
    const id = patch?.[key];
    if (id !== undefined) shown[key] = refOf(known[LIST_OF[key]], id);
  }
  const there =
    stage === undefined
      ? null
      : refOf(
          known.pipelines.flatMap((one) => one.stages),
          stage,
        );
  if (there) shown.stage = there;
  if (manager !== undefined) shown.owner = refOf(known.people, manager);
  return shown;
}

function customEffect(row: Changeable, { patch }: Change): Partial<Changeable> {
  return patch?.custom ? { custom: { ...row.custom, ...patch.custom } } : {};
}

function refOf(list: readonly Ref[], id: number | null): Ref | null {
  const entry = list.find((one) => one.id === id);
  return entry ? { id: entry.id, name: entry.name } : null;
}
