// Periods in words: their names, and the days they span as a person says them (the last day included).
import { useLingui } from "@lingui/react/macro";

import { useFormats } from "@/ui/formats-context";

import { dayBefore, type Preset } from "./periods";
import type { ReportQuestion } from "./report-search";

export function usePresetNames(): Record<Preset, string> {
  const { t } = useLingui();
  return {
    week: t`Эта неделя`,
    last_week: t`Прошлая неделя`,
    month: t`Этот месяц`,
    last_month: t`Прошлый месяц`,
    quarter: t`Этот квартал`,
    last_quarter: t`Прошлый квартал`,
    year: t`Этот год`,
    last_year: t`Прошлый год`,
    days7: t`7 дней`,
    days30: t`30 дней`,
    days90: t`90 дней`,
    days365: t`365 дней`,
    all: t`Всё время`,
  };
}

/** "27 авг – 24 нояб", told also on paper and in files. */
export function useSpanText(): (question: Pick<ReportQuestion, "from" | "to">) => string {
  const { t } = useLingui();
  const formats = useFormats();
  const day = (text: string) => formats.day(text);
  return ({ from, to }) => {
    const [first, last] = [from && day(from), to && day(dayBefore(to))];
    if (first && last) return first === last ? first : t`${first} – ${last}`;
    if (first) return t`с ${first}`;
    if (last) return t`по ${last}`;
    return t`за всё время`;
  };
}
