import { SegmentedControl, Select, TextInput } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";
import type { SearchValues } from "@/lib/search-params";

import { type Preset, PRESETS } from "../periods";
import { GROUPS, type ReportQuestion } from "../report-search";
import { useGroupNames } from "../use-report-filters";
import classes from "./conversion.module.css";

interface ControlsProps {
  question: ReportQuestion;
  onChange: (next: SearchValues) => void;
}

export function ConversionControls({ question, onChange }: ControlsProps) {
  const { t } = useLingui();
  const names = useGroupNames();
  const periods: Record<Preset, string> = {
    month: t`Этот месяц`,
    last_month: t`Прошлый месяц`,
    days30: t`30 дней`,
    days90: t`90 дней`,
    quarter: t`Этот квартал`,
    year: t`Этот год`,
    days365: t`365 дней`,
    all: t`Всё время`,
  };
  const pickPeriod = (value: string | null) =>
    value === "custom"
      ? onChange({
          preset: undefined,
          from: question.query.from,
          to: question.query.to ?? [new Date().toISOString().slice(0, 10)],
        })
      : onChange({ preset: value ?? undefined, from: undefined, to: undefined });
  const groups = GROUPS.map((group) => ({ value: group, label: names[group] }));
  const pickGroup = (place: number, value: string | null) => {
    const next = [...question.groups] as string[];
    if (value) next[place] = value;
    else next.splice(place, 1);
    onChange({ group_by: [...new Set(next)] });
  };
  return (
    <div className={classes.controls}>
      <Select
        label={t`Период`}
        w={150}
        allowDeselect={false}
        value={question.preset}
        onChange={pickPeriod}
        data={[
          ...PRESETS.map((value) => ({ value, label: periods[value] })),
          { value: "custom", label: t`Свои даты` },
        ]}
      />
      {question.preset === "custom" && (
        <>
          <TextInput
            type="date"
            label={t`С`}
            value={question.query.from?.[0] ?? ""}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t`До (не включая)`}
            value={question.query.to?.[0] ?? ""}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
        </>
      )}
      <Select
        label={t`Разложить по`}
        w={150}
        allowDeselect={false}
        value={question.groups[0] ?? "manager"}
        onChange={(value) => pickGroup(0, value)}
        data={groups}
      />
      <Select
        label={t`и ещё по`}
        w={150}
        clearable
        placeholder={t`Ничему`}
        value={question.groups[1] ?? null}
        onChange={(value) => pickGroup(1, value)}
        data={groups.filter((group) => group.value !== question.groups[0])}
      />
      <StepSelects question={question} onChange={onChange} />
      <SegmentedControl
        aria-label={t`Как считать прохождение`}
        value={question.mode}
        onChange={(mode) => onChange({ mode: mode === "in_order" ? mode : undefined })}
        data={[
          { value: "reached", label: t`Дошли` },
          { value: "in_order", label: t`Прошли по порядку` },
        ]}
      />
    </div>
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
      {pipelines.length > 1 && (
        <Select
          label={t`Воронка`}
          w={160}
          allowDeselect={false}
          value={pipeline ? String(pipeline.id) : "all"}
          data={[
            ...pipelines.map((one) => ({ value: String(one.id), label: one.name })),
            { value: "all", label: t`Все воронки` },
          ]}
          onChange={(value) =>
            onChange({ pipeline: value ?? undefined, step_from: undefined, step_to: undefined })
          }
        />
      )}
      {pipeline && (
        <Select
          label={t`От этапа`}
          w={160}
          allowDeselect={false}
          value={question.stepFrom ?? stages[0]?.value ?? null}
          data={stages}
          onChange={(value) => onChange({ step_from: value ?? undefined })}
        />
      )}
      {pipeline && (
        <Select
          label={t`До этапа`}
          w={160}
          allowDeselect={false}
          value={question.stepTo ?? stages[1]?.value ?? null}
          data={[...stages, { value: "won", label: t`Выиграна` }]}
          onChange={(value) => onChange({ step_to: value ?? undefined })}
        />
      )}
    </>
  );
}
