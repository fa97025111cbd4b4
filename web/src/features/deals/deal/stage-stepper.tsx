import { Trans, useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";
import type { Deal } from "@/api/types";
import { Icon } from "@/ui/icon";
import { Moment } from "@/ui/moment";

import { Panel } from "@/ui/panel";
import panel from "@/ui/panel.module.css";
import classes from "./stage-stepper.module.css";
import type { DealChanges } from "./use-deal-changes";

/** The way of the pipeline with the deal's place on it; any stage is one press away. */
export function StageStepper({ deal, changes }: { deal: Deal; changes: DealChanges }) {
  const { t } = useLingui();
  const pipeline = useDictionaries().pipelines.find((one) => one.id === deal.pipeline.id);
  const stages = (pipeline?.stages ?? []).filter((stage) => !stage.is_archived || stage.id === deal.stage.id);
  const here = stages.findIndex((stage) => stage.id === deal.stage.id);
  const isMovable = deal.can.edit && deal.state === "open";
  return (
    <Panel title={deal.pipeline.name}>
      <ol className={classes.steps} aria-label={t`Этапы`}>
        {stages.map((stage, index) => {
          const isHere = index === here;
          const name = stage.name;
          return (
            <li key={stage.id}>
              <button
                type="button"
                className={classes.step}
                data-done={index < here || undefined}
                aria-current={isHere ? "step" : undefined}
                aria-label={isHere ? undefined : t`Переместить на этап «${name}»`}
                disabled={!isMovable || isHere || changes.isBusy}
                onClick={() => changes.move(stage.id)}
              >
                <span className={classes.dot}>{index < here && <Icon name="check" size={11} />}</span>
                {name}
              </button>
            </li>
          );
        })}
      </ol>
      {deal.state === "open" && (
        <p className={panel.soft}>
          <Trans>
            На этом этапе: <Moment at={deal.stage_entered_at} />
          </Trans>
        </p>
      )}
    </Panel>
  );
}
