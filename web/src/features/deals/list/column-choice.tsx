import { Button, Checkbox, Popover, ScrollArea, Stack } from "@mantine/core";
import { Trans } from "@lingui/react/macro";

import { Icon } from "@/ui/icon";

import { DEFAULT_COLUMNS } from "./use-deal-columns";

interface ColumnChoiceProps {
  columns: { key: string; name: string }[];
  shown: string[];
  /** `undefined` goes back to the usual set. */
  onChange: (keys: string[] | undefined) => void;
}

/** The choice lives in the URL with the filters, so a saved view remembers it. */
export function ColumnChoice({ columns, shown, onChange }: ColumnChoiceProps) {
  const toggle = (key: string) => {
    const next = columns
      .map((one) => one.key)
      .filter((one) => (one === key ? !shown.includes(key) : shown.includes(one)));
    onChange(next.join() === DEFAULT_COLUMNS.join() ? undefined : next);
  };
  return (
    <Popover position="top-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" leftSection={<Icon name="columns" />}>
          <Trans>Столбцы</Trans>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ScrollArea.Autosize mah="50vh">
          <Stack gap={6}>
            {columns.map((column) => (
              <Checkbox
                key={column.key}
                label={column.name}
                checked={shown.includes(column.key)}
                disabled={column.key === "title"}
                onChange={() => toggle(column.key)}
              />
            ))}
            <Button variant="subtle" onClick={() => onChange(undefined)}>
              <Trans>Как было</Trans>
            </Button>
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
