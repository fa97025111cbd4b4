import { useLingui } from "@lingui/react/macro";

import type { MailingIn } from "@/api/types";
import { type FilterValues, stringifySearch } from "@/lib/search-params";

export type MailedPeriod = NonNullable<MailingIn["period"]>;

interface Choice<T extends string> {
  value: T;
  label: string;
}

/** The question without its period, which each mail has of its own. */
export function mailedQuery(query: FilterValues): string {
  const { from: _from, to: _to, ...rest } = query;
  return stringifySearch(rest).replace(/^\?/, "");
}

export function useMailWords() {
  const { t } = useLingui();
  const periods: Choice<MailedPeriod>[] = [
    { value: "yesterday", label: t`Вчера` },
    { value: "last_week", label: t`Прошлая неделя` },
    { value: "last_month", label: t`Прошлый месяц` },
    { value: "last_quarter", label: t`Прошлый квартал` },
    { value: "this_week", label: t`Эта неделя` },
    { value: "this_month", label: t`Этот месяц` },
    { value: "this_quarter", label: t`Этот квартал` },
    { value: "this_year", label: t`Этот год` },
    { value: "days7", label: t`Последние 7 дней` },
    { value: "days30", label: t`Последние 30 дней` },
    { value: "days90", label: t`Последние 90 дней` },
    { value: "all", label: t`Всё время` },
  ];
  const often: Choice<NonNullable<MailingIn["every"]>>[] = [
    { value: "day", label: t`Каждый день` },
    { value: "week", label: t`Каждую неделю` },
    { value: "month", label: t`Первого числа месяца` },
  ];
  const days = [t`понедельник`, t`вторник`, t`среда`, t`четверг`, t`пятница`, t`суббота`, t`воскресенье`];
  return { periods, often, weekdays: days.map((label, day) => ({ value: String(day), label })) };
}
