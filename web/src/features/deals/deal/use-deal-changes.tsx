import { notifications } from "@mantine/notifications";
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import type { ClosureIn, Deal, DealLineIn, DealPatch } from "@/api/types";

import { keepFields } from "../changes/keep-fields";
import { useRefusal } from "../changes/use-refusal";
import {
  useAssignDeal,
  useCloseDeal,
  useEditDeal,
  useMoveDeal,
  usePauseDeal,
  useReopenDeal,
  useResumeDeal,
  useSaveLines,
} from "../mutations";

export interface DealChanges {
  edit: (patch: DealPatch) => void;
  move: (stage: number) => void;
  close: (closure: ClosureIn) => void;
  reopen: () => void;
  assign: (manager: number | null, reason: string) => void;
  pause: (until: string, reason: string) => void;
  resume: () => void;
  saveLines: (lines: DealLineIn[], onSaved: () => void) => void;
  isBusy: boolean;
}

type Version = number | undefined;

/** All that can be done on the deal's page: sent with the version seen, and every refusal told. */
export function useDealChanges(deal: Deal): [DealChanges, ReactNode] {
  const { t } = useLingui();
  const [report, conflict] = useRefusal();
  const editDeal = useEditDeal();
  const moveDeal = useMoveDeal();
  const closeDeal = useCloseDeal();
  const reopenDeal = useReopenDeal();
  const assignDeal = useAssignDeal();
  const pauseDeal = usePauseDeal();
  const resumeDeal = useResumeDeal();
  const linesOfDeal = useSaveLines();
  const { id } = deal;

  /** `again` repeats the act against the newer version when the person insists. */
  const onRefused = (title: string, again: (fields: string[], version: Version) => void) => ({
    onError: (error: Error) => report({ error, title, onKeep: again }),
  });

  const edit = (patch: DealPatch, version: Version = deal.version) =>
    editDeal.mutate(
      { id, version, patch },
      onRefused(t`Не сохранено`, (fields, current) => edit(keepFields(patch, fields), current)),
    );
  const move = (stage: number, version: Version = deal.version) =>
    moveDeal.mutate(
      { id, version, stage },
      onRefused(t`Сделка не перемещена`, (_, current) => move(stage, current)),
    );
  const assign = (manager: number | null, reason: string, version: Version = deal.version) =>
    assignDeal.mutate(
      { id, version, manager, reason },
      onRefused(t`Менеджер не сменился`, (_, current) => assign(manager, reason, current)),
    );
  const pause = (until: string, reason: string, version: Version = deal.version) =>
    pauseDeal.mutate(
      { id, version, until, reason },
      onRefused(t`Пауза не поставлена`, (_, current) => pause(until, reason, current)),
    );
  const resume = (version: Version = deal.version) =>
    resumeDeal.mutate(
      { id, version },
      onRefused(t`Пауза не снята`, (_, current) => resume(current)),
    );
  const reopen = (version: Version = deal.version) =>
    reopenDeal.mutate(
      { id, version },
      onRefused(t`Сделка не возвращена`, (_, current) => reopen(current)),
    );
  const close = (closure: ClosureIn, version: Version = deal.version) =>
    closeDeal.mutate(
      { id, version, closure },
      {
        ...onRefused(t`Сделка не закрыта`, (_, current) => close(closure, current)),
        onSuccess: () => {
          if (closure.outcome === "won") notifications.show({ color: "green", message: t`Сделка выиграна` });
        },
      },
    );
  const saveLines = (lines: DealLineIn[], onSaved: () => void, version: Version = deal.version) =>
    linesOfDeal.mutate(
      { id, version, lines },
      {
        ...onRefused(t`Состав не сохранён`, (_, current) => saveLines(lines, onSaved, current)),
        onSuccess: onSaved,
      },
    );

  const changes: DealChanges = {
    edit: (patch) => edit(patch),
    move: (stage) => move(stage),
    close: (closure) => close(closure),
    reopen: () => reopen(),
    assign: (manager, reason) => assign(manager, reason),
    pause: (until, reason) => pause(until, reason),
    resume: () => resume(),
    saveLines: (lines, onSaved) => saveLines(lines, onSaved),
    isBusy: [editDeal, moveDeal, closeDeal, reopenDeal, assignDeal, pauseDeal, resumeDeal, linesOfDeal].some(
      (one) => one.isPending,
    ),
  };
  return [changes, conflict];
}
