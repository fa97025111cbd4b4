import { Button, Menu } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";

import type { FilterValues } from "@/lib/search-params";

import classes from "./filter-bar.module.css";
import { FilterChip } from "./filter-chip";
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
        <FilterChip
          key={field.key}
          field={field}
          values={values}
          isOpen={opened === field.key}
          onOpen={(isOpen) => setOpened(isOpen ? field.key : null)}
          onChange={(next) => change(field, next)}
        />
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
