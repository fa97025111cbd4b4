import { NumberInput } from "@mantine/core";
import { type ReactNode, useState } from "react";

import { EditableCell, type EditableProps } from "./editable-cell";

interface NumberCellProps extends EditableProps {
  value: number | null;
  onSave: (value: number | null) => void;
  children: ReactNode;
}

export function NumberCell({ label, value, isEditable, by, onSave, children }: NumberCellProps) {
  return (
    <EditableCell
      label={label}
      isEditable={isEditable}
      by={by}
      renderEditor={(close) => <Editor label={label} value={value} onSave={onSave} onClose={close} />}
    >
      {children}
    </EditableCell>
  );
}

interface EditorProps {
  label: string;
  value: number | null;
  onSave: (value: number | null) => void;
  onClose: () => void;
}

function Editor({ label, value, onSave, onClose }: EditorProps) {
  const [draft, setDraft] = useState<number | string>(value ?? "");
  const finish = (isKept: boolean) => {
    const next = draft === "" ? null : Number(draft);
    if (isKept && next !== value && !Number.isNaN(next)) onSave(next);
    onClose();
  };
  return (
    <NumberInput
      autoFocus
      aria-label={label}
      min={0}
      decimalScale={2}
      thousandSeparator=" "
      hideControls
      value={draft}
      onChange={setDraft}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") finish(false);
      }}
    />
  );
}
