import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import type { Deal } from "@/api/types";
import { useTaskChanges } from "@/api/work-queries";
import { type QuickMoment, quickMoments } from "@/lib/quick-moments";
import { useErrorText } from "@/ui/use-error-text";
import { useNow } from "@/ui/use-now";
import { useQuickMomentWords, useTaskKinds } from "@/ui/work/use-task-words";

import { usePauseDeal } from "../mutations";
import classes from "@/ui/panel.module.css";
import { PauseForm } from "./pause-panel";

const CHOICES: readonly QuickMoment[] = ["today", "tomorrow", "days3"];

interface NextStepQuestionProps {
  deal: Deal;
  timeZone: string;
  onDone: () => void;
}

/** One press plans a call; a pause asks for its day and reason; closing the message skips the question. */
export function NextStepQuestion({ deal, timeZone, onDone }: NextStepQuestionProps) {
  const { t } = useLingui();
  const words = useQuickMomentWords();
  const kinds = useTaskKinds();
  const errorText = useErrorText();
  const { plan } = useTaskChanges(deal.id);
  const pause = usePauseDeal();
  const [isPausing, setPausing] = useState(false);
  const known = quickMoments(useNow(), timeZone);
  const told = {
    onSuccess: onDone,
    onError: (error: Error) =>
      notifications.show({ color: "red", title: t`Не сохранено`, message: errorText(error) }),
  };
  if (isPausing)
    return (
      <PauseForm
        onCancel={() => setPausing(false)}
        onPause={(until, reason) => pause.mutate({ id: deal.id, until, reason }, told)}
      />
    );
  return (
    <div className={classes.stack}>
      <span>
        <Trans>В сделке «{deal.title}» ничего не запланировано.</Trans>
      </span>
      <Group gap={6}>
        {CHOICES.map((name) => {
          const due = known[name];
          return (
            due && (
              <Button
                key={name}
                variant="light"
                size="compact-sm"
                disabled={plan.isPending}
                onClick={() =>
                  plan.mutate({ kind: "call", title: kinds.call.title, note: "", due_at: due }, told)
                }
              >
                {words[name]}
              </Button>
            )
          );
        })}
        <Button variant="light" size="compact-sm" color="gray" onClick={() => setPausing(true)}>
          <Trans>Пауза</Trans>
        </Button>
        <Button variant="subtle" size="compact-sm" color="gray" onClick={onDone}>
          <Trans>Пропустить</Trans>
        </Button>
      </Group>
    </div>
  );
}
