// Calendar days and clock times of the organisation as moments: the server asks for moments, people for days.

/** The moment this day ("2026-11-23") begins in the zone, `hour` hours in. */
export function zonedDay(day: string, timeZone: string, hour = 0): string {
  return zonedTime(day, `${String(hour).padStart(2, "0")}:00`, timeZone);
}

/** The moment a clock on the zone's wall shows this day and time ("09:30"). */
export function zonedTime(day: string, time: string, timeZone: string): string {
  const guess = Date.parse(`${day}T${time}:00Z`);
  const first = guess - offsetAt(guess, timeZone);
  // Asked again at the moment found: on the day clocks change the first offset may be the other one.
  return new Date(guess - offsetAt(first, timeZone)).toISOString();
}

/** The day on the zone's calendar at this moment. */
export const dayIn = (at: string | number | Date, timeZone: string): string =>
  shown(at, timeZone).slice(0, 10);

/** The time on the zone's wall at this moment: "09:30". */
export const timeIn = (at: string | number | Date, timeZone: string): string =>
  shown(at, timeZone).slice(11, 16);

export const nextDay = (day: string): string => addDays(day, 1);

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

function offsetAt(moment: number, timeZone: string): number {
  return Date.parse(`${shown(moment, timeZone).replace(" ", "T")}Z`) - Math.floor(moment / 1000) * 1000;
}

/** "2026-11-23 09:30:00": Sweden writes dates as computers do. */
const shown = (at: string | number | Date, timeZone: string): string =>
  new Date(at).toLocaleString("sv-SE", { timeZone });
