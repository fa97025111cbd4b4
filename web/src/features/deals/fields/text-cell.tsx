import { TextInput } from "@mantine/core";
import { type ReactNode, useRef } from "react";

import { EditableCell, type EditableProps } from "./editable-cell";

interface TextCellProps extends EditableProps {
  value: string;
  onSave: (value: string) => void;
  children: ReactNode;
}

export function TextCell({ label, value, isEditable, by, onSave, children }: TextCellProps) {
  const isDone = useRef(false);
  return (
    <EditableCell
      label={label}
      isEditable={isEditable}
      by={by}
      renderEditor={(close) => {
        const finish = (text: string | null) => {
          if (isDone.current) return;
          isDone.current = true;
          if (text?.trim() && text.trim() !== value) onSave(text.trim());
          close();
        };
        return (
          <TextInput
            autoFocus
            aria-label={label}
            maxLength={200}
            defaultValue={value}
            onFocus={(event) => {
              isDone.current = false;
              event.currentTarget.select();
            }}
            onBlur={(event) => finish(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") finish(event.currentTarget.value);
              if (event.key === "Escape") finish(null);
            }}
          />
        );
      }}
    >
      {children}
    </EditableCell>
  );
}
