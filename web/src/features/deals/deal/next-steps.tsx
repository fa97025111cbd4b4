import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";

import type { Deal } from "@/api/types";
import { Moment } from "@/ui/moment";
import { useNow } from "@/ui/use-now";

import { OwnerPanel } from "./owner-panel";
import { Panel } from "@/ui/panel";
import classes from "@/ui/panel.module.css";
import { PausePanel } from "./pause-panel";
import { StageStepper } from "./stage-stepper";
import { TasksPanel } from "./tasks-panel";
import type { DealChanges } from "./use-deal-changes";

interface NextStepsProps {
  deal: Deal;
  changes: DealChanges;
  /** What other features bring: it stands right under what is to be done next. */
  children?: ReactNode;
}

export function NextSteps({ deal, changes, children }: NextStepsProps) {
  return (
    <>
      <AnswerPanel deal={deal} />
      <TasksPanel deal={deal} />
      {children}
      <StageStepper deal={deal} changes={changes} />
      <OwnerPanel deal={deal} changes={changes} />
      {deal.state === "open" && <PausePanel deal={deal} changes={changes} />}
    </>
  );
}

/** What the client was promised, and whether the promise is kept. */
function AnswerPanel({ deal }: { deal: Deal }) {
  const now = useNow();
  if (deal.first_answer_at) {
    return (
      <Panel title={<Trans>Ответ клиенту</Trans>}>
        <p className={classes.soft}>
          <Trans>
            Первый ответ: <Moment at={deal.first_answer_at} as="dateTime" />
          </Trans>
        </p>
      </Panel>
    );
  }
  const due = deal.answer_due_at ?? deal.promised_at;
  if (!due || deal.state !== "open") return null;
  const isLate = new Date(due) < now;
  return (
    <Panel title={<Trans>Ответ клиенту</Trans>}>
      <p className={isLate ? classes.bad : classes.soft}>
        {isLate ? (
          <Trans>
            Просрочен: ждали до <Moment at={due} as="dateTime" />
          </Trans>
        ) : (
          <Trans>
            Ответить до <Moment at={due} as="dateTime" />
          </Trans>
        )}
      </p>
      {deal.promised_at && (
        <p className={classes.soft}>
          <Trans>
            Клиенту обещали ответить до <Moment at={deal.promised_at} as="dateTime" />
          </Trans>
        </p>
      )}
      <p className={classes.soft}>
        <Trans>Часы остановит исходящий контакт, записанный в ленте.</Trans>
      </p>
    </Panel>
  );
}
