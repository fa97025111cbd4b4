import { SegmentedControl, Select } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";

import { PipelineSelect } from "../head/pipeline-select";
import type { ControlsProps } from "../kinds";

/** Which step is meant and how passing it is counted. */
export function ConversionControls({ question, onChange }: ControlsProps) {
  const { t } = useLingui();
  return (
    <>
      <StepSelects question={question} onChange={onChange} />
      <Select
        label={t`Период считать по`}
        allowDeselect={false}
        value={question.own.by?.[0] ?? "first_contact"}
        data={[
          { value: "first_contact", label: t`первому обращению` },
          { value: "step", label: t`входу в этап` },
        ]}
        onChange={(by) => onChange({ by: by === "step" ? by : undefined })}
      />
      <SegmentedControl
        data-wide
        aria-label={t`Как считать прохождение`}
        value={question.own.mode?.[0] === "in_order" ? "in_order" : "reached"}
        onChange={(mode) => onChange({ mode: mode === "in_order" ? mode : undefined })}
        data={[
          { value: "reached", label: t`Дошли` },
          { value: "in_order", label: t`Прошли по порядку` },
        ]}
      />
    </>
  );
}

/** From which stage to which; the answer exists for one pipeline at a time. */
function StepSelects({ question, onChange }: ControlsProps) {
  const { t } = useLingui();
  const pipelines = useDictionaries().pipelines.filter((pipeline) => !pipeline.is_archived);
  const chosen = question.filters.pipeline?.[0];
  const pipeline =
    chosen === "all" ? undefined : (pipelines.find((one) => String(one.id) === chosen) ?? pipelines[0]);
  const stages = (pipeline?.stages ?? [])
    .filter((stage) => !stage.is_archived)
    .map((stage) => ({ value: String(stage.id), label: stage.name }));
  return (
    <>
      <PipelineSelect
        chosen={pipeline?.id}
        onChange={(value) => onChange({ pipeline: value, step_from: undefined, step_to: undefined })}
      />
      {pipeline && (
        <Select
          label={t`От этапа`}
          allowDeselect={false}
          value={question.own.step_from?.[0] ?? stages[0]?.value ?? null}
          data={stages}
          onChange={(value) => onChange({ step_from: value ?? undefined })}
        />
      )}
      {pipeline && (
        <Select
          label={t`До этапа`}
          allowDeselect={false}
          value={question.own.step_to?.[0] ?? stages[1]?.value ?? null}
          data={[...stages, { value: "won", label: t`Выиграна` }]}
          onChange={(value) => onChange({ step_to: value ?? undefined })}
        />
      )}
    </>
  );
}
