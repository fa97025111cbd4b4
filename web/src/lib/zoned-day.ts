// A calendar day of the organisation as a moment: the server asks for moments, people for days.

/** The moment this day ("2026-11-23") begins in the zone, `hour` hours in. */
export function zonedDay(day: string, timeZone: string, hour = 0): string {
  const guess = Date.parse(`${day}T${String(hour).padStart(2, "0")}:00:00Z`);
  const first = guess - offsetAt(guess, timeZone);
  // Asked again at the moment found: on the day clocks change the first offset may be the other one.
  return new Date(guess - offsetAt(first, timeZone)).toISOString();
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

function offsetAt(moment: number, timeZone: string): number {
  const shown = new Date(moment).toLocaleString("sv-SE", { timeZone });
  return Date.parse(`${shown.replace(" ", "T")}Z`) - Math.floor(moment / 1000) * 1000;
}
