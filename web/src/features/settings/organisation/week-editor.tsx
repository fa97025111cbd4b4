import { ActionIcon, Button, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";

import type { WorkingWeek } from "@/api/types";
import { Icon } from "@/ui/icon";

import classes from "../settings.module.css";

interface WeekEditorProps {
  week: WorkingWeek;
  disabled: boolean;
  onChange: (week: WorkingWeek) => void;
}

/** Working intervals of each weekday; a day without any is a day off. */
export function WeekEditor({ week, disabled, onChange }: WeekEditorProps) {
  const { t } = useLingui();
  const days = [t`Понедельник`, t`Вторник`, t`Среда`, t`Четверг`, t`Пятница`, t`Суббота`, t`Воскресенье`];
  const setDay = (day: string, intervals: string[][]) => onChange({ ...week, [day]: intervals });
  return (
    <ul className={classes.rows}>
      {days.map((name, index) => {
        const day = String(index);
        const intervals = week[day] ?? [];
        const put = (place: number, side: 0 | 1, value: string) =>
          setDay(
            day,
            intervals.map((pair, at) =>
              at === place ? pair.map((edge, which) => (which === side ? value : edge)) : pair,
            ),
          );
        return (
          <li key={name} className={classes.row}>
            <span className={classes.grow}>{name}</span>
            {intervals.length === 0 && <span className={classes.soft}>{t`Выходной`}</span>}
            {intervals.map(([from = "", to = ""], place) => (
              // An interval has no id; its place in the day is all that tells it apart.
              <span key={`${day}-${place}`} className={classes.inline}>
                <TextInput
                  type="time"
                  aria-label={t`${name}: с`}
                  value={from}
                  disabled={disabled}
                  onChange={(event) => put(place, 0, event.currentTarget.value)}
                />
                –
                <TextInput
                  type="time"
                  aria-label={t`${name}: до`}
                  value={to}
                  disabled={disabled}
                  onChange={(event) => put(place, 1, event.currentTarget.value)}
                />
                {!disabled && (
                  <ActionIcon
                    aria-label={t`${name}: убрать отрезок ${from}–${to}`}
                    onClick={() =>
                      setDay(
                        day,
                        intervals.filter((_, at) => at !== place),
                      )
                    }
                  >
                    <Icon name="close" size={14} />
                  </ActionIcon>
                )}
              </span>
            ))}
            {!disabled && (
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={t`${name}: добавить отрезок`}
                onClick={() => setDay(day, [...intervals, nextInterval(intervals)])}
              >
                <Trans>Добавить</Trans>
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A sensible next interval: the usual day, or an hour after the last one ends. */
function nextInterval(intervals: string[][]): string[] {
  const last = intervals.at(-1)?.[1];
  if (!last) return ["09:00", "18:00"];
  const hour = Math.min(22, Number(last.slice(0, 2)) + 1);
  return [`${String(hour).padStart(2, "0")}:00`, `${String(hour + 1).padStart(2, "0")}:00`];
}
