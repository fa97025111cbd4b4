// A deal's fields as a person calls them, and their values as a person reads them.
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import type { Dictionaries } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

interface Named {
  id: number;
  name: string;
}

export interface FieldWords {
  label: (field: string) => string;
  /** Accepts what the API and the journal use: an id, a {id, name}, a text, a number of money, null. */
  value: (field: string, value: unknown) => string;
}

export function useFieldWords(): FieldWords {
  const { t } = useLingui();
  const known = useDictionaries();
  const formats = useFormats();
  return useMemo(() => {
    const labels: Record<string, string> = {
      title: t`Название`,
      amount: t`Сумма`,
      deal_type: t`Тип сделки`,
      market: t`Рынок`,
      source: t`Источник`,
      campaign: t`Кампания`,
      product: t`Продукт`,
      category: t`Категория`,
      contact: t`Клиент`,
      company: t`Компания`,
      stage: t`Этап`,
      pipeline: t`Воронка`,
      owner: t`Менеджер`,
      manager: t`Менеджер`,
      state: t`Состояние`,
      paused_until: t`Пауза до`,
      pause: t`Пауза`,
      lines: t`Состав`,
      loss_reason: t`Причина отказа`,
      loss_comment: t`Комментарий к отказу`,
      custom: t`Свои поля`,
    };
    const states: Record<string, string> = { open: t`В работе`, won: t`Выиграна`, lost: t`Проиграна` };
    const custom = new Map(known.custom_fields.map((field) => [field.key, field.label]));
    const bare = (field: string) => field.replace(/^(custom\.|cf_)/, "");
    return {
      label: (field) => labels[field] ?? custom.get(bare(field)) ?? field,
      value: (field, value) => {
        if (value === null || value === undefined || value === "") return t`пусто`;
        if (isNamed(value)) return value.name;
        if (field === "state") return states[String(value)] ?? String(value);
        if (field === "amount" && typeof value === "number") return formats.money(value);
        if (field === "paused_until" && typeof value === "string") return formats.date(value);
        if (typeof value === "number")
          return entriesOf(known, field).find((one) => one.id === value)?.name ?? formats.number(value, 2);
        return typeof value === "string" ? value : JSON.stringify(value);
      },
    };
  }, [t, known, formats]);
}

export function isNamed(value: unknown): value is { id: unknown; name: string } {
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
}

function entriesOf(known: Dictionaries, field: string): readonly Named[] {
  switch (field) {
    case "deal_type":
      return known.deal_types;
    case "market":
      return known.markets;
    case "source":
      return known.sources;
    case "campaign":
      return known.campaigns;
    case "product":
      return known.products;
    case "category":
      return known.categories;
    case "pipeline":
      return known.pipelines;
    case "stage":
      return known.pipelines.flatMap((one) => one.stages);
    case "owner":
    case "manager":
      return known.people;
    case "loss_reason":
    case "reason":
      return known.loss_reasons.flatMap((group) => group.reasons);
    default:
      return [];
  }
}
