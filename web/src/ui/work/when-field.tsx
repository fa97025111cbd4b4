import { Chip, Group, TextInput } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import { type QuickMoment, quickMomentOf, quickMoments } from "@/lib/quick-moments";
import { dayIn, timeIn, zonedTime } from "@/lib/zoned-day";

import { useFormats } from "../formats-context";
import { useNow } from "../use-now";
import { QUICK_MOMENTS, useQuickMomentWords } from "./use-task-words";
import classes from "./work-form.module.css";

/** A day and a time as the organisation's calendar and clock show them. */
export interface When {
  day: string;
  time: string;
}

/** When: the usual moments in one press, any other by day and time. */
export function WhenField({ when, onChange }: { when: When; onChange: (when: When) => void }) {
  const { t } = useLingui();
  const { timeZone } = useFormats();
  const now = useNow();
  const words = useQuickMomentWords();
  const known = quickMoments(now, timeZone);
  const isSet = when.day !== "" && when.time !== "";
  const picked = isSet ? quickMomentOf(zonedTime(when.day, when.time, timeZone), now, timeZone) : null;
  const pick = (name: string | string[]) => {
    const at = known[name as QuickMoment];
    if (at) onChange({ day: dayIn(at, timeZone), time: timeIn(at, timeZone) });
  };
  return (
    <>
      <Chip.Group value={picked} onChange={pick}>
        <Group gap={6} role="group" aria-label={t`Когда`}>
          {QUICK_MOMENTS.filter((name) => known[name]).map((name) => (
            <Chip key={name} value={name} size="xs">
              {words[name]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <div className={classes.when}>
        <TextInput
          type="date"
          label={t`День`}
          required
          value={when.day}
          onChange={(event) => onChange({ ...when, day: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t`Время`}
          required
          value={when.time}
          onChange={(event) => onChange({ ...when, time: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
