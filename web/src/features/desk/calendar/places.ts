// Where a task stands on the grid, and which time a place on it means.
import type { Task } from "@/api/types";
import { addDays, dayIn, timeIn } from "@/lib/zoned-day";

import type { Span } from "./lanes";

/** As the style sheet draws it. */
export const HOUR_PX = 48;
export const STEP_MIN = 15;
const USUAL_MIN = 30;
const DAY_MIN = 24 * 60;

export interface Place {
  day: string;
  time: string;
}

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

export function timeOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** A task of no length is drawn as half an hour; none reaches beyond its day. */
export function spanOf(task: Task, timeZone: string): Span {
  const from = minutesOf(timeIn(task.due_at, timeZone));
  return { from, to: Math.min(from + (task.duration_minutes ?? USUAL_MIN), DAY_MIN) };
}

/** The place that lies so many days and minutes away, over midnight too. */
export function shifted(task: Task, timeZone: string, days: number, minutes: number): Place {
  const wanted = minutesOf(timeIn(task.due_at, timeZone)) + minutes;
  const over = Math.floor(wanted / DAY_MIN);
  return {
    day: addDays(dayIn(task.due_at, timeZone), days + over),
    time: timeOf(wanted - over * DAY_MIN),
  };
}

/** The time a height of the day's column means, on the grid of quarters of an hour. */
export function timeAt(y: number): string {
  const minutes = Math.round(((y / HOUR_PX) * 60) / STEP_MIN) * STEP_MIN;
  return timeOf(Math.max(0, Math.min(minutes, DAY_MIN - STEP_MIN)));
}
