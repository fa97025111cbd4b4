import { Button, InputBase, Popover, TextInput, UnstyledButton } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import type { SearchValues } from "@/lib/search-params";
import { Icon } from "@/ui/icon";
import { useNow } from "@/ui/use-now";
import { useSession } from "@/api/session-queries";

import { dayAfter, dayBefore, PRESETS, type Preset, todayIn } from "../question/periods";
import type { ReportQuestion } from "../question/report-search";
import { usePresetNames, useSpanText } from "../question/use-period-words";
import classes from "./head.module.css";

interface PeriodPickerProps {
  question: ReportQuestion;
  onChange: (next: SearchValues) => void;
}

/** Named periods and days of one's own; "to" is the last day, as people say it. */
export function PeriodPicker({ question, onChange }: PeriodPickerProps) {
  const { t } = useLingui();
  const names = usePresetNames();
  const span = useSpanText();
  const [opened, setOpened] = useState(false);
  const pick = (preset: Preset) => {
    setOpened(false);
    onChange({ preset, from: undefined, to: undefined });
  };
  const name = question.preset === "custom" ? span(question) : names[question.preset];
  return (
    <Popover opened={opened} onChange={setOpened} width={320} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <InputBase
          component="button"
          type="button"
          pointer
          label={t`Период`}
          aria-label={t`Период: ${name}`}
          rightSection={<Icon name="chevronDown" size={14} />}
          rightSectionPointerEvents="none"
          onClick={() => setOpened(!opened)}
        >
          <span className={classes.period}>{name}</span>
        </InputBase>
      </Popover.Target>
      <Popover.Dropdown aria-label={t`Период`}>
        <div role="radiogroup" aria-label={t`Период`} className={classes.presets}>
          {PRESETS.map((preset) => (
            <UnstyledButton
              key={preset}
              role="radio"
              aria-checked={question.preset === preset}
              className={classes.preset}
              onClick={() => pick(preset)}
            >
              {names[preset]}
            </UnstyledButton>
          ))}
        </div>
        <OwnDays
          question={question}
          onPick={(from, to) => {
            setOpened(false);
            onChange({ preset: undefined, from, to: dayAfter(to) });
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

interface OwnDaysProps {
  question: ReportQuestion;
  onPick: (from: string, to: string) => void;
}

function OwnDays({ question, onPick }: OwnDaysProps) {
  const { t } = useLingui();
  const today = todayIn(useNow(), useSession().organisation?.time_zone ?? "UTC");
  const [from, setFrom] = useState(question.from ?? "");
  const [to, setTo] = useState(question.to ? dayBefore(question.to) : today);
  const isWrong = from !== "" && to !== "" && from > to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (from && to && !isWrong) onPick(from, to);
  };
  return (
    <form className={classes.days} onSubmit={submit}>
      <TextInput
        type="date"
        required
        withAsterisk={false}
        label={t`С`}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        required
        withAsterisk={false}
        label={t`По`}
        value={to}
        error={isWrong ? t`Раньше начала` : undefined}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" variant="light">
        <Trans>Показать эти дни</Trans>
      </Button>
    </form>
  );
}
