import { useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";
import { EntitySelect } from "@/ui/entity-select";

export const DIMENSIONS = ["product", "deal_type", "source", "campaign", "market"] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type DimensionValues = Partial<Record<Dimension, number | null>>;

interface DimensionFieldsProps {
  values: DimensionValues;
  errors?: Partial<Record<Dimension, string>>;
  onChange: (change: DimensionValues) => void;
}

export function useDimensionNames(): Record<Dimension, string> {
  const { t } = useLingui();
  return {
    deal_type: t`Тип сделки`,
    source: t`Источник`,
    campaign: t`Кампания`,
    market: t`Рынок`,
    product: t`Продукт`,
  };
}

export function useDimensionOptions(source?: number | null) {
  const known = useDictionaries();
  return {
    deal_type: known.deal_types,
    source: known.sources,
    // A campaign belongs to a source; with the source chosen the others would only be in the way.
    campaign: known.campaigns.filter((one) => !source || one.source === null || one.source === source),
    market: known.markets,
    product: known.products,
  };
}

/** The questions reports are cut by: what, which kind, where from, where to. */
export function DimensionFields({ values, errors, onChange }: DimensionFieldsProps) {
  const names = useDimensionNames();
  const options = useDimensionOptions(values.source);
  return DIMENSIONS.map((key) => (
    <EntitySelect
      key={key}
      label={names[key]}
      options={options[key]}
      value={values[key]}
      error={errors?.[key]}
      onChange={(id) => onChange({ [key]: id })}
    />
  ));
}
