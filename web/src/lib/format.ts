// Money, numbers, dates and spans as a person reads them: the viewer's language, the organisation's zone.

export interface FormatSettings {
  locale: string;
  timeZone: string;
  currency: string;
}

type When = string | Date;

export interface Formats {
  /** The organisation's zone, in which all its dates are meant. */
  timeZone: string;
  /** Whole units unless asked: "1 245 600 ₽". */
  money: (amount: number, options?: { currency?: string; cents?: boolean; short?: boolean }) => string;
  number: (value: number, digits?: number) => string;
  /** 0.4213 → "42 %". */
  percent: (share: number, digits?: number) => string;
  date: (at: When) => string;
  /** A calendar day as such, "2026-11-24", which no time zone moves. */
  day: (day: string) => string;
  /** The month of a calendar day: "нояб. 2026 г." */
  month: (day: string) => string;
  time: (at: When) => string;
  dateTime: (at: When) => string;
  /** "5 минут назад", "через 2 часа"; beyond a week simply the date. */
  relative: (at: When, now?: Date) => string;
  /** Seconds → "3 ч 20 мин". Two units at most. */
  span: (seconds: number) => string;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

export function createFormats({ locale, timeZone, currency }: FormatSettings): Formats {
  const cached = cache((key) => {
    const [code, cents, short] = key.split("|") as [string, string, string];
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency: code,
      currencyDisplay: "narrowSymbol",
      ...(short ? { notation: "compact", maximumFractionDigits: 1 } : fraction(cents ? 2 : 0)),
    });
  });
  const dated = cache((key) => new Intl.DateTimeFormat(locale, { timeZone, ...DATE_STYLES[key] }));
  const counted = cache((digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: Number(digits) }));
  const shares = cache(
    (digits) => new Intl.NumberFormat(locale, { style: "percent", ...fraction(Number(digits)) }),
  );
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const plainDay = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...DATE_STYLES.day });
  const plainDayOfYear = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...DATE_STYLES.dayOfYear });
  const plainMonth = new Intl.DateTimeFormat(locale, { timeZone: "UTC", month: "short", year: "numeric" });
  const unit = cache(
    (name) => new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }),
  );

  const date = (at: When) => {
    const day = new Date(at);
    const thisYear = dated("year").format(day) === dated("year").format(new Date());
    return dated(thisYear ? "day" : "dayOfYear").format(day);
  };

  return {
    timeZone,
    money: (amount, options = {}) =>
      cached(
        `${options.currency ?? currency}|${options.cents ? "c" : ""}|${options.short ? "s" : ""}`,
      ).format(amount),
    number: (value, digits = 0) => counted(String(digits)).format(value),
    percent: (share, digits = 0) => shares(String(digits)).format(share),
    date,
    day: (day) => {
      const thisYear = day.slice(0, 4) === dated("year").format(new Date()).slice(0, 4);
      return (thisYear ? plainDay : plainDayOfYear).format(new Date(`${day}T00:00:00Z`));
    },
    month: (day) => plainMonth.format(new Date(`${day}T00:00:00Z`)),
    time: (at) => dated("time").format(new Date(at)),
    dateTime: (at) => `${date(at)}, ${dated("time").format(new Date(at))}`,
    relative: (at, now = new Date()) => {
      const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
      const far = Math.abs(seconds);
      if (far < 45) return ago.format(0, "second");
      if (far < HOUR) return ago.format(Math.round(seconds / MINUTE), "minute");
      if (far < DAY) return ago.format(Math.round(seconds / HOUR), "hour");
      if (far < 7 * DAY) return ago.format(Math.round(seconds / DAY), "day");
      return date(at);
    },
    span: (seconds) => {
      const parts: string[] = [];
      let rest = Math.max(0, Math.round(seconds));
      for (const [name, size] of [
        ["day", DAY],
        ["hour", HOUR],
        ["minute", MINUTE],
      ] as const) {
        const count = Math.floor(rest / size);
        if (count > 0 && parts.length < 2) parts.push(unit(name).format(count));
        rest -= count * size;
      }
      return parts.join(" ") || unit("minute").format(seconds > 0 ? 1 : 0);
    },
  };
}

const DATE_STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  year: { year: "numeric" },
  day: { day: "numeric", month: "short" },
  dayOfYear: { day: "numeric", month: "short", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
};

function fraction(digits: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

/** Intl objects are slow to make and cheap to keep. */
function cache<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
