import { NumberInput, Select, TextInput } from "@mantine/core";
import type { KeyboardEvent } from "react";

import type { CustomField, CustomValue } from "@/api/types";

interface CustomInputProps {
  field: CustomField;
  value: CustomValue | undefined;
  error?: string;
  /** In place of a shown value: no label of its own, focused at once. */
  isInPlace?: boolean;
  onChange: (value: CustomValue) => void;
  onBlur?: () => void;
  onCancel?: () => void;
}

export function CustomInput({
  field,
  value,
  error,
  isInPlace,
  onChange,
  onBlur,
  onCancel,
}: CustomInputProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape") onCancel?.();
    else if (event.key === "Enter" && isInPlace) event.currentTarget.blur();
  };
  const shared = {
    ...(isInPlace
      ? { "aria-label": field.label, autoFocus: true }
      : { label: field.label, required: field.is_required }),
    error,
    onBlur,
    onKeyDown,
  };
  if (field.kind === "number") {
    return (
      <NumberInput
        {...shared}
        hideControls={isInPlace}
        thousandSeparator=" "
        value={value ?? ""}
        onChange={(next) => onChange(next === "" ? null : Number(next))}
      />
    );
  }
  if (field.kind === "choice") {
    return (
      <Select
        {...shared}
        defaultDropdownOpened={isInPlace}
        clearable={!field.is_required}
        data={field.choices}
        value={value === undefined || value === null ? null : String(value)}
        onChange={onChange}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      type={field.kind === "date" ? "date" : "text"}
      value={value === undefined || value === null ? "" : String(value)}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}
