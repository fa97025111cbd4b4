import { NumberInput, Select } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";

import { api, unwrap } from "@/api/client";
import { useDictionaries } from "@/api/dictionary-queries";
import type {
  NewStage,
  Pipeline,
  PipelineIn,
  PipelinePatch,
  RoutingMode,
  Stage,
  StagePatch,
} from "@/api/types";
import { PageHead } from "@/ui/page-head";
import { Section } from "@/ui/section";

import classes from "../settings.module.css";
import { useSave } from "../use-save";
import { AddEntry } from "../words/add-entry";
import { EntryRow } from "../words/entry-row";

/** Ways of selling and their steps. Won and lost are not steps: they close a deal at any of them. */
export function PipelinesPage() {
  const { t } = useLingui();
  const { pipelines } = useDictionaries();
  const add = useSave({ send: (body: PipelineIn) => unwrap(api.POST("/pipelines", { body })) });
  return (
    <>
      <PageHead
        title={t`Воронки и этапы`}
        lead={
          <Trans>
            Этап — шаг открытой сделки. «Выиграна» и «проиграна» этапами не считаются: закрыть сделку можно на
            любом шаге.
          </Trans>
        }
      />
      {pipelines.map((pipeline) => (
        <PipelineSection key={pipeline.id} pipeline={pipeline} />
      ))}
      <Section title={<Trans>Новая воронка</Trans>}>
        <AddEntry label={t`Название воронки`} busy={add.isPending} onAdd={(name) => add.mutate({ name })} />
      </Section>
    </>
  );
}

function PipelineSection({ pipeline }: { pipeline: Pipeline }) {
  const { t } = useLingui();
  const change = useSave({
    send: (body: PipelinePatch) =>
      unwrap(api.PATCH("/pipelines/{pipeline_id}", { params: { path: { pipeline_id: pipeline.id } }, body })),
  });
  const addStage = useSave({
    send: (body: NewStage) =>
      unwrap(
        api.POST("/pipelines/{pipeline_id}/stages", { params: { path: { pipeline_id: pipeline.id } }, body }),
      ),
  });
  const changeStage = useSave({
    send: ({ id, ...body }: StagePatch & { id: number }) =>
      unwrap(api.PATCH("/stages/{stage_id}", { params: { path: { stage_id: id } }, body })),
  });
  const swap = (from: number, to: number) => {
    const [one, other] = [pipeline.stages[from], pipeline.stages[to]];
    if (!one || !other) return;
    changeStage.mutate({ id: one.id, position: to });
    changeStage.mutate({ id: other.id, position: from });
  };
  return (
    <Section title={pipeline.name}>
      <ul className={classes.rows}>
        <EntryRow entry={pipeline} onChange={(patch) => change.mutate(patch)}>
          <Select
            w={230}
            aria-label={t`Раздача в воронке ${pipeline.name}`}
            allowDeselect={false}
            value={pipeline.routing_mode}
            data={[
              { value: "fair", label: t`Раздавать по справедливости` },
              { value: "manual", label: t`Разбирают вручную` },
            ]}
            onChange={(mode) => mode && change.mutate({ routing_mode: mode as RoutingMode })}
          />
        </EntryRow>
        {pipeline.stages.map((stage, place) => (
          <EntryRow
            key={stage.id}
            nested
            entry={stage}
            onChange={(patch) => changeStage.mutate({ id: stage.id, ...patch })}
            onUp={place > 0 ? () => swap(place, place - 1) : undefined}
            onDown={place < pipeline.stages.length - 1 ? () => swap(place, place + 1) : undefined}
          >
            <StageLimit
              stage={stage}
              onChange={(limit_hours) => changeStage.mutate({ id: stage.id, limit_hours })}
            />
          </EntryRow>
        ))}
      </ul>
      <AddEntry
        label={t`Новый этап`}
        busy={addStage.isPending}
        onAdd={(name) => addStage.mutate({ name, position: pipeline.stages.length })}
      />
    </Section>
  );
}

function StageLimit({ stage, onChange }: { stage: Stage; onChange: (hours: number | null) => void }) {
  const { t } = useLingui();
  return (
    <NumberInput
      key={stage.limit_hours ?? "none"}
      w={150}
      aria-label={t`Норма для этапа ${stage.name}, рабочих часов`}
      placeholder={t`Норма, раб. ч`}
      suffix={t` раб. ч`}
      min={1}
      max={10_000}
      hideControls
      defaultValue={stage.limit_hours ?? undefined}
      onBlur={(event) => {
        const hours = Number.parseInt(event.currentTarget.value, 10);
        const next = Number.isNaN(hours) ? null : hours;
        if (next !== stage.limit_hours) onChange(next);
      }}
    />
  );
}
