// Named periods as half-open ranges of days, cut in the organisation's time zone.

export const PRESETS = [
  "week",
  "last_week",
  "month",
  "last_month",
  "quarter",
  "last_quarter",
  "year",
  "last_year",
  "days7",
  "days30",
  "days90",
  "days365",
  "all",
] as const;
export type Preset = (typeof PRESETS)[number];

export interface DayRange {
  from?: string[];
  to?: string[];
}

type Day = readonly [year: number, month: number, day: number];

/** `from` is the first day, `to` the first day after; an open end includes today. */
export function presetRange(preset: Preset, now: Date, timeZone: string): DayRange {
  const [year, month, day] = today(now, timeZone);
  const monday = day - ((new Date(Date.UTC(year, month, day)).getUTCDay() + 6) % 7);
  const quarter = month - (month % 3);
  switch (preset) {
    case "week":
      return range([year, month, monday]);
    case "last_week":
      return range([year, month, monday - 7], [year, month, monday]);
    case "month":
      return range([year, month, 1]);
    case "last_month":
      return range([year, month - 1, 1], [year, month, 1]);
    case "quarter":
      return range([year, quarter, 1]);
    case "last_quarter":
      return range([year, quarter - 3, 1], [year, quarter, 1]);
    case "year":
      return range([year, 0, 1]);
    case "last_year":
      return range([year - 1, 0, 1], [year, 0, 1]);
    case "days7":
      return range([year, month, day - 6]);
    case "days30":
      return range([year, month, day - 29]);
    case "days90":
      return range([year, month, day - 89]);
    case "days365":
      return range([year, month, day - 364]);
    case "all":
      return {};
  }
}

/** The organisation's day of today. */
export function todayIn(now: Date, timeZone: string): string {
  return iso(today(now, timeZone));
}

/** A person says the last day, the server the first one after it. */
export const dayAfter = (day: string): string => shifted(day, 1);
export const dayBefore = (day: string): string => shifted(day, -1);

function shifted(day: string, by: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
}

function range(from: Day, to?: Day): DayRange {
  return { from: [iso(from)], ...(to ? { to: [iso(to)] } : {}) };
}

function today(now: Date, timeZone: string): Day {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(now);
  const [year = 0, month = 1, day = 1] = parts.split("-").map(Number);
  return [year, month - 1, day];
}

function iso([year, month, day]: Day): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
