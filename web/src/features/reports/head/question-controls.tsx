import { Select } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import type { SearchValues } from "@/lib/search-params";

import { type Comparison, type Group, GROUPS, type ReportQuestion } from "../question/report-search";
import { useGroupNames } from "../question/use-report-filters";
import classes from "./head.module.css";
import { PeriodPicker } from "./period-picker";

interface QuestionControlsProps {
  question: ReportQuestion;
  /** Dimensions every row of this report has anyway. */
  beside: readonly string[];
  isNow?: boolean;
  onChange: (next: SearchValues) => void;
  children?: ReactNode;
}

/** Period, comparison and grouping: the same on every report; `children` are its own. */
export function QuestionControls({ question, beside, isNow, onChange, children }: QuestionControlsProps) {
  const { t } = useLingui();
  const names = useGroupNames();
  const groups = GROUPS.filter((group) => !beside.includes(group) && !(isNow && group === "period")).map(
    (group) => ({
      value: group,
      label: names[group],
    }),
  );
  const [first, second] = question.groups;
  const pick = (next: (Group | undefined)[]) =>
    onChange({ group_by: [...new Set(next.filter((group) => group !== undefined))] });
  return (
    <div className={classes.controls}>
      {!isNow && <PeriodPicker question={question} onChange={onChange} />}
      <CompareSelect question={question} onChange={onChange} />
      <Select
        label={t`Разложить по`}
        allowDeselect={false}
        value={first ?? null}
        data={groups}
        onChange={(value) => pick([(value ?? undefined) as Group | undefined, second])}
      />
      <Select
        label={t`и ещё по`}
        clearable
        clearButtonProps={{ "aria-label": t`Очистить` }}
        placeholder={t`Ничему`}
        value={second ?? null}
        data={groups.filter((group) => group.value !== first)}
        onChange={(value) => pick([first, (value ?? undefined) as Group | undefined])}
      />
      {question.groups.includes("period") && (
        <Select
          label={t`Шаг периода`}
          allowDeselect={false}
          value={question.query.interval?.[0] ?? "month"}
          data={[
            { value: "day", label: t`День` },
            { value: "week", label: t`Неделя` },
            { value: "month", label: t`Месяц` },
          ]}
          onChange={(value) => onChange({ interval: value ?? undefined })}
        />
      )}
      {children}
    </div>
  );
}

function CompareSelect({ question, onChange }: Pick<QuestionControlsProps, "question" | "onChange">) {
  const { t } = useLingui();
  const names = useComparisonNames();
  return (
    <Select
      label={t`Сравнить`}
      clearable
      clearButtonProps={{ "aria-label": t`Не сравнивать` }}
      placeholder={t`Ни с чем`}
      value={question.compare ?? null}
      disabled={question.comparable.length === 0}
      data={(["previous", "year", "team"] as const).map((value) => ({
        value,
        label: names[value],
        disabled: !question.comparable.includes(value),
      }))}
      onChange={(value) => onChange({ compare: value ?? undefined })}
    />
  );
}

export function useComparisonNames(): Record<Comparison, string> {
  const { t } = useLingui();
  return { previous: t`С прошлым периодом`, year: t`С прошлым годом`, team: t`С командой` };
}
