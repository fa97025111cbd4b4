import { useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";
import type { Dictionaries } from "@/api/types";
import type { FilterField, FilterOption } from "@/ui/filter-field";

import { type DealsView, isListOnly } from "./deals-search";

interface Named {
  id: number;
  name: string;
  is_archived?: boolean;
  is_active?: boolean;
}

/** Every filter of the deals' list that makes sense on this view, worded and with its choices. */
export function useFilterFields(view: DealsView, pipelines: string[]): FilterField[] {
  const { t } = useLingui();
  const known = useDictionaries();
  const none = { value: "none", label: t`Не указано` };
  const choice = (
    key: string,
    label: string,
    entries: readonly Named[],
    extra: FilterOption[] = [none],
  ): FilterField => ({
    kind: "choice",
    key,
    label,
    options: [...extra, ...entries.map(toOption)],
  });
  const fields: FilterField[] = [
    choice("manager", t`Менеджер`, known.people, [{ value: "none", label: t`Без менеджера` }]),
    choice("team", t`Команда`, known.teams, []),
    choice("stage", t`Этап`, stagesOf(known, pipelines), []),
    choice("deal_type", t`Тип сделки`, known.deal_types),
    choice("source", t`Источник`, known.sources),
    choice("campaign", t`Кампания`, known.campaigns),
    choice("market", t`Рынок`, known.markets),
    choice("product", t`Продукт`, known.products),
    choice("category", t`Категория`, known.categories),
    {
      kind: "choice",
      key: "state",
      label: t`Состояние`,
      options: [
        { value: "open", label: t`В работе` },
        { value: "won", label: t`Выиграна` },
        { value: "lost", label: t`Проиграна` },
      ],
    },
    choice("reason", t`Причина отказа`, reasonsOf(known), []),
    { kind: "numbers", key: "amount", label: t`Сумма` },
    { kind: "dates", key: "created", label: t`Создана` },
    { kind: "dates", key: "closed", label: t`Закрыта` },
    { kind: "flag", key: "paused", label: t`На паузе` },
    {
      kind: "choice",
      key: "next_step",
      label: t`Следующий шаг`,
      single: true,
      options: [
        { value: "none", label: t`Не запланирован` },
        { value: "overdue", label: t`Просрочен` },
        { value: "planned", label: t`Запланирован` },
      ],
    },
    ...known.custom_fields
      .filter((field) => !field.is_archived)
      .map((field): FilterField => {
        const key = `cf_${field.key}`;
        if (field.kind === "number") return { kind: "numbers", key, label: field.label };
        if (field.kind === "date")
          return { kind: "dates", key, label: field.label, suffixes: ["_min", "_max"] };
        if (field.kind === "text") return { kind: "text", key, label: field.label };
        return {
          kind: "choice",
          key,
          label: field.label,
          options: [none, ...field.choices.map((one) => ({ value: one, label: one }))],
        };
      }),
  ];
  return view === "list"
    ? fields
    : fields.filter((field) => !isListOnly(field.key) && field.key !== "closed");
}

function toOption(entry: Named): FilterOption {
  return {
    value: String(entry.id),
    label: entry.name,
    hidden: entry.is_archived === true || entry.is_active === false,
  };
}

function stagesOf(known: Dictionaries, pipelines: string[]): Named[] {
  const shown = known.pipelines.filter((one) => pipelines.length === 0 || pipelines.includes(String(one.id)));
  return shown.flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({
      ...stage,
      // The same words stand in several pipelines; alone they would not tell which is meant.
      name: shown.length > 1 ? `${pipeline.name}: ${stage.name}` : stage.name,
    })),
  );
}

function reasonsOf(known: Dictionaries): Named[] {
  return known.loss_reasons.flatMap((group) =>
    group.reasons.map((reason) => ({ ...reason, name: `${group.name} → ${reason.name}` })),
  );
}
