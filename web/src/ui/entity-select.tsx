import { MultiSelect, Select } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

export interface Option {
  id: number | string;
  name: string;
  is_archived?: boolean;
  is_active?: boolean;
}

interface SharedProps {
  label?: string;
  "aria-label"?: string;
  placeholder?: string;
  description?: string;
  error?: string | null;
  required?: boolean;
  disabled?: boolean;
  options: readonly Option[];
  "data-autofocus"?: boolean;
}
interface OneProps extends SharedProps {
  value: number | null | undefined;
  onChange: (id: number | null) => void;
  clearable?: boolean;
  onBlur?: () => void;
}
interface ManyProps extends SharedProps {
  value: number[];
  onChange: (ids: number[]) => void;
}

/** One entry of a dictionary. Archived entries show only while they are the current value. */
export function EntitySelect({ value, onChange, options, clearable = true, ...rest }: OneProps) {
  const { t } = useLingui();
  return (
    <Select
      {...rest}
      searchable
      clearable={clearable && !rest.required}
      clearButtonProps={{ "aria-label": t`Очистить` }}
      nothingFoundMessage={t`Ничего не найдено`}
      data={toData(options, value === null || value === undefined ? [] : [value])}
      value={value === null || value === undefined ? null : String(value)}
      onChange={(picked) => onChange(picked === null ? null : Number(picked))}
    />
  );
}

export function EntityMultiSelect({ value, onChange, options, ...rest }: ManyProps) {
  const { t } = useLingui();
  return (
    <MultiSelect
      {...rest}
      searchable
      clearable
      hidePickedOptions
      clearButtonProps={{ "aria-label": t`Очистить` }}
      nothingFoundMessage={t`Ничего не найдено`}
      data={toData(options, value)}
      value={value.map(String)}
      onChange={(picked) => onChange(picked.map(Number))}
    />
  );
}

function toData(options: readonly Option[], current: readonly (number | string)[]) {
  return options
    .filter((one) => current.includes(one.id) || (!one.is_archived && one.is_active !== false))
    .map((one) => ({ value: String(one.id), label: one.name }));
}
