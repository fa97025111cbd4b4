import { Select } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import type { Ref } from "@/api/types";
import type { Option } from "@/ui/entity-select";

import { EditableCell, type EditableProps } from "./editable-cell";

interface SelectCellProps extends EditableProps {
  value: Ref | null;
  options: readonly Option[];
  isClearable?: boolean;
  onSave: (id: number | null) => void;
}

export function SelectCell({
  label,
  value,
  options,
  isEditable,
  by,
  isClearable = true,
  onSave,
}: SelectCellProps) {
  const { t } = useLingui();
  const offered = options.filter(
    (one) => one.id === value?.id || (!one.is_archived && one.is_active !== false),
  );
  return (
    <EditableCell
      label={label}
      isEditable={isEditable}
      by={by}
      renderEditor={(close) => (
        <Select
          autoFocus
          defaultDropdownOpened
          searchable
          aria-label={label}
          nothingFoundMessage={t`Ничего не найдено`}
          allowDeselect={isClearable}
          data={offered.map((one) => ({ value: String(one.id), label: one.name }))}
          defaultValue={value ? String(value.id) : null}
          onDropdownClose={close}
          onChange={(picked) => {
            const id = picked === null ? null : Number(picked);
            if (id !== (value?.id ?? null)) onSave(id);
          }}
        />
      )}
    >
      {value?.name ?? "—"}
    </EditableCell>
  );
}
