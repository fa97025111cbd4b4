import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import type { DealPatch, DealRow } from "@/api/types";

import { useRefusal } from "../changes/use-refusal";
import { keepFields } from "../changes/keep-fields";
import { useAssignDeal, useEditDeal, useMoveDeal } from "../mutations";

export type RowChange =
  | { kind: "edit"; patch: DealPatch }
  | { kind: "move"; stage: number }
  | { kind: "assign"; manager: number | null };

/** Saves one cell. The new value shows when the list has been read again; a refusal says why it does not. */
export function useRowChanges(): [(row: DealRow, change: RowChange) => void, ReactNode] {
  const { t } = useLingui();
  const editDeal = useEditDeal();
  const moveDeal = useMoveDeal();
  const assignDeal = useAssignDeal();
  const [report, conflict] = useRefusal();

  const change = (row: DealRow, what: RowChange, version: number | undefined = row.version) => {
    const to = { id: row.id, version };
    const refused = (error: unknown, title: string, again: (fields: string[]) => RowChange) =>
      report({ error, title, onKeep: (fields, current) => change(row, again(fields), current) });
    if (what.kind === "edit") {
      editDeal.mutate(
        { ...to, patch: what.patch },
        {
          onError: (error) =>
            refused(error, t`Не сохранено`, (fields) => ({
              kind: "edit",
              patch: keepFields(what.patch, fields),
            })),
        },
      );
    } else if (what.kind === "move") {
      moveDeal.mutate(
        { ...to, stage: what.stage },
        { onError: (error) => refused(error, t`Сделка не перемещена`, () => what) },
      );
    } else {
      assignDeal.mutate(
        { ...to, manager: what.manager },
        { onError: (error) => refused(error, t`Менеджер не сменился`, () => what) },
      );
    }
  };
  return [change, conflict];
}
