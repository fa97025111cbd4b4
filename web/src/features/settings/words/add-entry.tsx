import { Button, Group, TextInput } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { Icon } from "@/ui/icon";

import classes from "../settings.module.css";

interface AddEntryProps {
  label: string;
  busy: boolean;
  onAdd: (name: string) => void;
}

/** A name and a button; the field empties itself for the next one. */
export function AddEntry({ label, busy, onAdd }: AddEntryProps) {
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    onAdd(name.trim());
    setName("");
  };
  return (
    <form onSubmit={submit}>
      <Group mt="sm" wrap="nowrap">
        <TextInput
          className={classes.grow}
          aria-label={label}
          placeholder={label}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy} leftSection={<Icon name="plus" />}>
          <Trans>Добавить</Trans>
        </Button>
      </Group>
    </form>
  );
}
