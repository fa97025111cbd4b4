import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import type { SavedView, SavedViewDraft } from "@/api/types";

import { Dialog } from "../dialog";
import { useErrorText } from "../use-error-text";

interface SaveViewDialogProps {
  query: string;
  /** The person's own views: saving under one of their names replaces that view. */
  own: SavedView[];
  onSave: (view: SavedViewDraft, id?: number) => Promise<unknown>;
  onClose: () => void;
}

export function SaveViewDialog({ query, own, onSave, onClose }: SaveViewDialogProps) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const [name, setName] = useState("");
  const [isPending, setPending] = useState(false);
  const [sharedWith, setSharedWith] = useState<SavedView["shared_with"]>("me");
  const replaced = own.find((view) => view.name === name.trim());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    try {
      await onSave({ name: name.trim(), query, shared_with: sharedWith }, replaced?.id);
      onClose();
    } catch (error) {
      notifications.show({ color: "red", title: t`Вид не сохранён`, message: errorText(error) });
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog onClose={onClose} title={t`Сохранить вид`}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <TextInput
            data-autofocus
            required
            maxLength={120}
            label={t`Название вида`}
            placeholder={t`Например, «Крупные без ответа»`}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t`Кому виден`}
            allowDeselect={false}
            value={sharedWith}
            onChange={(value) => value && setSharedWith(value)}
            data={[
              { value: "me", label: t`Только мне` },
              { value: "team", label: t`Команде` },
              { value: "manager", label: t`Всем менеджерам` },
              { value: "lead", label: t`Руководителям групп` },
              { value: "head", label: t`Руководителю отдела` },
              { value: "all", label: t`Всем` },
            ]}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Отмена</Trans>
            </Button>
            <Button type="submit" loading={isPending} disabled={!name.trim()}>
              {replaced ? <Trans>Заменить вид</Trans> : <Trans>Сохранить</Trans>}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
