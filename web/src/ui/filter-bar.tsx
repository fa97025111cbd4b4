import { ActionIcon, Button, Menu, Popover } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";

import type { FilterValues } from "@/lib/search-params";

import classes from "./filter-bar.module.css";
import { FilterEditor } from "./filter-editor";
import { type FilterField, keysOf } from "./filter-field";
import { Icon } from "./icon";

export type { FilterField, FilterOption } from "./filter-field";

interface FilterBarProps {
  fields: FilterField[];
  values: FilterValues;
  onChange: (values: FilterValues) => void;
  children?: ReactNode;
}

/** Chips of the filters in force, each editable in place; the caller keeps the values in the URL. */
export function FilterBar({ fields, values, onChange, children }: FilterBarProps) {
  const { t } = useLingui();
  const [opened, setOpened] = useState<string | null>(null);
  const inForce = fields.filter((field) => keysOf(field).some((key) => values[key]) || field.key === opened);
  const rest = fields.filter((field) => !inForce.includes(field));

  const change = (field: FilterField, next: FilterValues) => {
    const cleaned = Object.entries(values).filter(([key]) => !keysOf(field).includes(key));
    onChange({ ...Object.fromEntries(cleaned), ...next });
  };

  return (
    <div className={classes.bar} role="group" aria-label={t`Фильтры`}>
      {children}
      {inForce.map((field) => (
        <Popover
          key={field.key}
          opened={opened === field.key}
          onChange={(open) => !open && setOpened(null)}
          trapFocus
          returnFocus
          position="bottom-start"
        >
          <Popover.Target>
            <span className={classes.chip} data-set={keysOf(field).some((key) => values[key]) || undefined}>
              <button
                type="button"
                className={classes.open}
                aria-haspopup="dialog"
                onClick={() =>
                  field.kind === "flag" ? undefined : setOpened(opened === field.key ? null : field.key)
                }
              >
                <FilterText field={field} values={values} />
              </button>
              <ActionIcon
                size={18}
                radius="xl"
                aria-label={t`Убрать фильтр: ${field.label}`}
                onClick={() => {
                  setOpened(null);
                  change(field, {});
                }}
              >
                <Icon name="close" size={12} />
              </ActionIcon>
            </span>
          </Popover.Target>
          <Popover.Dropdown className={classes.editor} aria-label={field.label}>
            <FilterEditor
              field={field}
              values={values}
              onChange={(next) => change(field, next)}
              onDone={() => setOpened(null)}
            />
          </Popover.Dropdown>
        </Popover>
      ))}
      {rest.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="subtle" color="gray" leftSection={<Icon name="filter" />}>
              <Trans>Фильтр</Trans>
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah="60vh" className={classes.menu}>
            {rest.map((field) => (
              <Menu.Item
                key={field.key}
                onClick={() =>
                  field.kind === "flag" ? change(field, { [field.key]: ["1"] }) : setOpened(field.key)
                }
              >
                {field.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {inForce.length > 1 && (
        <Button variant="subtle" color="gray" onClick={() => onChange({})}>
          <Trans>Сбросить</Trans>
        </Button>
      )}
    </div>
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
