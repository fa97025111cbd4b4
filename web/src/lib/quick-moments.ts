// The moments people plan for most: later today, tomorrow morning, in three days, in a week.
import { addDays, dayIn, timeIn, zonedTime } from "./zoned-day";

export type QuickMoment = "today" | "tomorrow" | "days3" | "week";

const MORNING = "10:00";
const HALF_HOUR_MS = 30 * 60_000;
const LATER_MS = 2 * 60 * 60_000;
const DAYS: Record<Exclude<QuickMoment, "today">, number> = { tomorrow: 1, days3: 3, week: 7 };

/** Later today is in about two hours, at a full or half hour; late in the evening there is no later today. */
export function quickMoments(now: Date, timeZone: string): Partial<Record<QuickMoment, string>> {
  const today = dayIn(now, timeZone);
  const later = new Date(Math.ceil((now.getTime() + LATER_MS) / HALF_HOUR_MS) * HALF_HOUR_MS);
  const morning = (days: number) => zonedTime(addDays(today, days), MORNING, timeZone);
  return {
    ...(dayIn(later, timeZone) === today ? { today: later.toISOString() } : {}),
    tomorrow: morning(DAYS.tomorrow),
    days3: morning(DAYS.days3),
    week: morning(DAYS.week),
  };
}

/** The quick moment that stands for exactly this time, if any. */
export function quickMomentOf(at: string, now: Date, timeZone: string): QuickMoment | null {
  const found = Object.entries(quickMoments(now, timeZone)).find(
    ([, moment]) =>
      dayIn(moment, timeZone) === dayIn(at, timeZone) && timeIn(moment, timeZone) === timeIn(at, timeZone),
  );
  return (found?.[0] as QuickMoment | undefined) ?? null;
}
