// Named periods as half-open ranges of days, cut in the organisation's time zone.

export const PRESETS = [
  "month",
  "last_month",
  "days30",
  "days90",
  "quarter",
  "year",
  "days365",
  "all",
] as const;
export type Preset = (typeof PRESETS)[number];

export interface DayRange {
  from?: string[];
  to?: string[];
}

/** `from` is the first day, `to` the first day after; an open end includes today. */
export function presetRange(preset: Preset, now: Date, timeZone: string): DayRange {
  const [year, month, day] = today(now, timeZone);
  const from = (y: number, m: number, d: number) => ({ from: [iso(y, m, d)] });
  switch (preset) {
    case "month":
      return from(year, month, 1);
    case "last_month":
      return { ...from(year, month - 1, 1), to: [iso(year, month, 1)] };
    case "days30":
      return from(year, month, day - 29);
    case "days90":
      return from(year, month, day - 89);
    case "quarter":
      return from(year, month - (month % 3), 1);
    case "year":
      return from(year, 0, 1);
    case "days365":
      return from(year, month, day - 364);
    case "all":
      return {};
  }
}

function today(now: Date, timeZone: string): [number, number, number] {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(now);
  const [year = 0, month = 1, day = 1] = parts.split("-").map(Number);
  return [year, month - 1, day];
}

function iso(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
