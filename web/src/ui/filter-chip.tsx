import { ActionIcon, Popover } from "@mantine/core";
import { Plural, useLingui } from "@lingui/react/macro";

import type { FilterValues } from "@/lib/search-params";

import classes from "./filter-bar.module.css";
import { FilterEditor } from "./filter-editor";
import { type FilterField, keysOf } from "./filter-field";
import { Icon } from "./icon";

interface FilterChipProps {
  field: FilterField;
  values: FilterValues;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onChange: (values: FilterValues) => void;
}

/** One filter in force: press to change it, the cross takes it away. */
export function FilterChip({ field, values, isOpen, onOpen, onChange }: FilterChipProps) {
  const { t } = useLingui();
  const isSet = keysOf(field).some((key) => values[key]);
  const remove = () => {
    onOpen(false);
    onChange({});
  };
  return (
    <span className={classes.chip} data-set={isSet || undefined}>
      {field.kind === "flag" ? (
        <span className={classes.open}>{field.label}</span>
      ) : (
        <Popover width={264} opened={isOpen} onChange={onOpen} trapFocus returnFocus position="bottom-start">
          <Popover.Target>
            <button type="button" className={classes.open} onClick={() => onOpen(!isOpen)}>
              <FilterText field={field} values={values} />
            </button>
          </Popover.Target>
          <Popover.Dropdown aria-label={field.label}>
            <FilterEditor field={field} values={values} onChange={onChange} onDone={() => onOpen(false)} />
          </Popover.Dropdown>
        </Popover>
      )}
      <ActionIcon size={24} radius="xl" aria-label={t`Убрать фильтр: ${field.label}`} onClick={remove}>
        <Icon name="close" size={12} />
      </ActionIcon>
    </span>
  );
}

function FilterText({ field, values }: { field: FilterField; values: FilterValues }) {
  if (field.kind === "flag") return field.label;
  const picked = values[field.key] ?? [];
  if (field.kind === "choice" && picked.length > 2) {
    return (
      <>
        {field.label}:{" "}
        <Plural
          value={picked.length}
          one="# значение"
          few="# значения"
          many="# значений"
          other="# значения"
        />
      </>
    );
  }
  const [low, high] = keysOf(field).map((key) => values[key]?.[0]);
  const text =
    field.kind === "choice"
      ? picked.map((one) => field.options.find((option) => option.value === one)?.label ?? one).join(", ")
      : field.kind === "text"
        ? picked.join(", ")
        : [low ?? "…", high ?? "…"].join(" – ");
  return (
    <>
      {field.label}: {text || "…"}
    </>
  );
}
