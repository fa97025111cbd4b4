// The dimensions of the reports in words, and the filter of each.
import { useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";
import type { FilterField } from "@/ui/filter-field";
import { useFormats } from "@/ui/formats-context";

import type { Group } from "./report-search";

export function useGroupNames(): Record<Group, string> {
  const { t } = useLingui();
  return {
    manager: t`Менеджер`,
    team: t`Команда`,
    pipeline: t`Воронка`,
    stage: t`Этап`,
    deal_type: t`Тип сделки`,
    market: t`Рынок`,
    source: t`Источник`,
    campaign: t`Кампания`,
    product: t`Продукт`,
    category: t`Категория`,
    client_kind: t`Клиент`,
    size_band: t`Размер сделки`,
    reason: t`Причина отказа`,
    reason_group: t`Группа причин`,
    period: t`Период`,
  };
}

/** Upper ends of the bands of a deal's amount, as the server cuts them. */
const BANDS = [1_000, 10_000, 50_000, 100_000, 500_000, 1_000_000];

interface Entry {
  id: number;
  name: string;
}

/** A filter for every dimension but those a report has a control of its own for. */
export function useReportFilters(without: readonly string[] = []): FilterField[] {
  const { t } = useLingui();
  const names = useGroupNames();
  const known = useDictionaries();
  const bands = useBands();
  const choice = (key: Group, entries: readonly Entry[], none = t`Не указано`): FilterField => ({
    kind: "choice",
    key,
    label: names[key],
    options: [
      { value: "none", label: none },
      ...entries.map((entry) => ({ value: String(entry.id), label: entry.name })),
    ],
  });
  const many = known.pipelines.length > 1;
  const stages = known.pipelines.flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({
      ...stage,
      name: many ? `${pipeline.name}: ${stage.name}` : stage.name,
    })),
  );
  const fields: FilterField[] = [
    choice("manager", known.people, t`Без менеджера`),
    choice("team", known.teams, t`Без команды`),
    choice("pipeline", known.pipelines),
    choice("stage", stages),
    choice("deal_type", known.deal_types),
    choice("market", known.markets),
    choice("source", known.sources),
    choice("campaign", known.campaigns),
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
    choice("size_band", bands),
    choice(
      "reason",
      known.loss_reasons.flatMap((group) => group.reasons),
    ),
    choice("reason_group", known.loss_reasons),
  ];
  return fields.filter((field) => !without.includes(field.key));
}

function useBands(): Entry[] {
  const { t } = useLingui();
  const formats = useFormats();
  const money = (amount: number) => formats.money(amount);
  const [first = 0, last = 0] = [BANDS[0], BANDS.at(-1)];
  return [
    { id: 1, name: t`до ${money(first)}` },
    ...BANDS.slice(1).map((end, place) => ({
      id: place + 2,
      name: `${money(BANDS[place] ?? 0)} – ${money(end)}`,
    })),
    { id: BANDS.length + 1, name: t`от ${money(last)}` },
  ];
}
