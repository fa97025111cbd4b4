import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";

import { Icon } from "@/ui/icon";

import classes from "./editable-cell.module.css";

export interface EditableProps {
  label: string;
  isEditable: boolean;
  /** pencil: in a row that opens by a press; press: the value itself is the button. */
  by?: "pencil" | "press";
}

interface EditableCellProps extends EditableProps {
  children: ReactNode;
  /** Draws the editor; `close` puts the value back. */
  renderEditor: (close: () => void) => ReactNode;
}

/** A value that turns into its editor in place. */
export function EditableCell({
  label,
  isEditable,
  by = "pencil",
  children,
  renderEditor,
}: EditableCellProps) {
  const { t } = useLingui();
  const [isEditing, setEditing] = useState(false);
  if (!isEditable) return <span className={classes.value}>{children}</span>;
  if (isEditing) {
    // Keys and presses inside the editor are not the row's.
    return (
      <div
        className={classes.editor}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
        role="presentation"
      >
        {renderEditor(() => setEditing(false))}
      </div>
    );
  }
  if (by === "press") {
    return (
      <button type="button" className={classes.press} onClick={() => setEditing(true)}>
        <span className={classes.value}>{children}</span>
        <VisuallyHidden>
          <Trans>Изменить: {label}</Trans>
        </VisuallyHidden>
        <Icon name="edit" size={13} className={classes.mark} />
      </button>
    );
  }
  return (
    <div className={classes.editable}>
      <span className={classes.value}>{children}</span>
      <ActionIcon
        size={20}
        className={classes.pencil}
        aria-label={t`Изменить: ${label}`}
        data-edit
        onClick={(event) => {
          event.stopPropagation();
          setEditing(true);
        }}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <Icon name="edit" size={13} />
      </ActionIcon>
    </div>
  );
}
