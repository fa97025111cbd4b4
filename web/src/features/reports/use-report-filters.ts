// The dimensions of the reports in words, and the filter of each.
import { useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";
import type { FilterField } from "@/ui/filter-field";

import type { Group } from "./report-search";

export function useGroupNames(): Record<Group, string> {
  const { t } = useLingui();
  return {
    manager: t`Менеджер`,
    team: t`Команда`,
    pipeline: t`Воронка`,
    deal_type: t`Тип сделки`,
    market: t`Рынок`,
    source: t`Источник`,
    campaign: t`Кампания`,
    product: t`Продукт`,
    category: t`Категория`,
    client_kind: t`Клиент`,
    period: t`Период`,
  };
}

/** Every dimension but the pipeline, which has a control of its own beside the step. */
export function useReportFilters(): FilterField[] {
  const { t } = useLingui();
  const names = useGroupNames();
  const known = useDictionaries();
  const choice = (
    key: Group,
    entries: readonly { id: number; name: string }[],
    none = t`Не указано`,
  ): FilterField => ({
    kind: "choice",
    key,
    label: names[key],
    options: [
      { value: "none", label: none },
      ...entries.map((entry) => ({ value: String(entry.id), label: entry.name })),
    ],
  });
  return [
    choice("manager", known.people, t`Без менеджера`),
    choice("team", known.teams, t`Без команды`),
    choice("source", known.sources),
    choice("campaign", known.campaigns),
    choice("market", known.markets),
    choice("deal_type", known.deal_types),
    choice("product", known.products),
    choice("category", known.categories),
    {
      kind: "choice",
      key: "client_kind",
      label: names.client_kind,
      options: [
        { value: "new", label: t`Новый` },
        { value: "returning", label: t`Уже обращался` },
      ],
    },
  ];
}
