// The address of the calendar: which days are in sight.
import { addDays, isDay } from "@/lib/zoned-day";
import { readChoice, readText } from "@/lib/search-params";

export type CalendarView = "day" | "week";
export interface CalendarSearch {
  view?: "day";
  day?: string;
}

/** The week is usual and today is usual: neither stands in the address. */
export function readCalendar(search: Record<string, unknown>): CalendarSearch {
  const day = readText(search, "day");
  return { view: readChoice(search, "view", ["day"] as const), day: day && isDay(day) ? day : undefined };
}

/** The days of a view, a week from Monday on. */
export function daysOf(view: CalendarView, day: string): string[] {
  if (view === "day") return [day];
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, index) => addDays(day, index - weekday));
}
