import { Button, Checkbox, NumberInput, ScrollArea, Stack, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import type { FilterValues } from "@/lib/search-params";

import { type FilterField, type FilterOption, keysOf } from "./filter-field";

interface FilterEditorProps {
  field: FilterField;
  values: FilterValues;
  onChange: (values: FilterValues) => void;
  onDone: () => void;
}

export function FilterEditor({ field, values, onChange, onDone }: FilterEditorProps) {
  if (field.kind === "choice") {
    return (
      <ChoiceEditor
        field={field}
        picked={values[field.key] ?? []}
        onChange={(picked) => onChange(picked.length > 0 ? { [field.key]: picked } : {})}
        onDone={onDone}
      />
    );
  }
  if (field.kind === "flag") return null;
  return <RangeEditor field={field} values={values} onChange={onChange} onDone={onDone} />;
}

interface ChoiceEditorProps {
  field: Extract<FilterField, { kind: "choice" }>;
  picked: string[];
  onChange: (picked: string[]) => void;
  onDone: () => void;
}

function ChoiceEditor({ field, picked, onChange, onDone }: ChoiceEditorProps) {
  const { t } = useLingui();
  const [query, setQuery] = useState("");
  const matches = (option: FilterOption) =>
    (!option.hidden || picked.includes(option.value)) &&
    option.label.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());
  const toggle = (value: string, on: boolean) => {
    if (field.single) {
      onChange(on ? [value] : []);
      onDone();
      return;
    }
    onChange(on ? [...picked, value] : picked.filter((one) => one !== value));
  };
  return (
    <Stack gap="sm">
      {field.options.length > 7 && (
        <TextInput
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          placeholder={t`Найти`}
          aria-label={t`Найти: ${field.label}`}
          data-autofocus
        />
      )}
      <ScrollArea.Autosize mah={280}>
        <Stack gap={10}>
          {field.options.filter(matches).map((option) => (
            <Checkbox
              key={option.value}
              label={option.label}
              checked={picked.includes(option.value)}
              onChange={(event) => toggle(option.value, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  );
}

interface RangeEditorProps extends FilterEditorProps {
  field: Extract<FilterField, { kind: "text" | "dates" | "numbers" }>;
}

function RangeEditor({ field, values, onChange, onDone }: RangeEditorProps) {
  const { t } = useLingui();
  const keys = keysOf(field);
  const [draft, setDraft] = useState(() => keys.map((key) => values[key]?.[0] ?? ""));
  const labels =
    field.kind === "text" ? [field.label] : field.kind === "dates" ? [t`С`, t`По`] : [t`От`, t`До`];
  const put = (index: number, text: string) => setDraft(draft.map((one, at) => (at === index ? text : one)));
  const apply = () => {
    onChange(Object.fromEntries(keys.flatMap((key, index) => (draft[index] ? [[key, [draft[index]]]] : []))));
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Stack gap="sm">
        {keys.map((key, index) =>
          field.kind === "numbers" ? (
            <NumberInput
              key={key}
              label={labels[index]}
              value={draft[index]}
              thousandSeparator=" "
              onChange={(value) => put(index, String(value))}
              data-autofocus={index === 0 || undefined}
            />
          ) : (
            <TextInput
              key={key}
              type={field.kind === "dates" ? "date" : "text"}
              label={labels[index]}
              value={draft[index]}
              onChange={(event) => put(index, event.currentTarget.value)}
              data-autofocus={index === 0 || undefined}
            />
          ),
        )}
        <Button type="submit">
          <Trans>Применить</Trans>
        </Button>
      </Stack>
    </form>
  );
}
