import { ActionIcon, Badge, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";

import { Icon } from "@/ui/icon";

import classes from "../settings.module.css";

export interface EditableEntry {
  id: number;
  name: string;
  is_archived: boolean;
}

interface EntryRowProps {
  entry: EditableEntry;
  onChange: (patch: { name?: string; is_archived?: boolean }) => void;
  onUp?: () => void;
  onDown?: () => void;
  nested?: boolean;
  children?: ReactNode;
}

/** One line of a dictionary: rename in place, move, archive or bring back. */
export function EntryRow({ entry, onChange, onUp, onDown, nested, children }: EntryRowProps) {
  const { t } = useLingui();
  const [name, setName] = useState<string | null>(null);
  const canMove = onUp !== undefined || onDown !== undefined;
  const commit = () => {
    const next = name?.trim();
    if (next && next !== entry.name) onChange({ name: next });
    setName(null);
  };
  return (
    <li
      className={nested ? `${classes.row} ${classes.nested}` : classes.row}
      data-archived={entry.is_archived || undefined}
    >
      {name === null ? (
        <>
          <span className={classes.grow}>{entry.name}</span>
          {entry.is_archived && (
            <Badge color="gray">
              <Trans>В архиве</Trans>
            </Badge>
          )}
          {children}
          {canMove && (
            <>
              <ActionIcon aria-label={t`Выше: ${entry.name}`} disabled={!onUp} onClick={onUp}>
                <Icon name="chevronUp" />
              </ActionIcon>
              <ActionIcon aria-label={t`Ниже: ${entry.name}`} disabled={!onDown} onClick={onDown}>
                <Icon name="chevronDown" />
              </ActionIcon>
            </>
          )}
          <ActionIcon aria-label={t`Переименовать: ${entry.name}`} onClick={() => setName(entry.name)}>
            <Icon name="edit" />
          </ActionIcon>
          <ActionIcon
            aria-label={entry.is_archived ? t`Вернуть из архива: ${entry.name}` : t`В архив: ${entry.name}`}
            onClick={() => onChange({ is_archived: !entry.is_archived })}
          >
            <Icon name={entry.is_archived ? "refresh" : "archive"} />
          </ActionIcon>
        </>
      ) : (
        <TextInput
          className={classes.grow}
          aria-label={t`Новое название`}
          value={name}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            if (event.key === "Escape") setName(null);
          }}
        />
      )}
    </li>
  );
}
