import { Button, Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import type { SavedView } from "@/api/types";
import { useErrorText } from "@/ui/use-error-text";

import { Dialog } from "@/ui/dialog";
import { useSaveView } from "../view-mutations";

interface SaveViewDialogProps {
  query: string;
  /** The person's own views: saving under one of their names replaces that view. */
  own: SavedView[];
  onClose: () => void;
}

export function SaveViewDialog({ query, own, onClose }: SaveViewDialogProps) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const saveView = useSaveView();
  const [name, setName] = useState("");
  const [sharedWith, setSharedWith] = useState<SavedView["shared_with"]>("me");
  const replaced = own.find((view) => view.name === name.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saveView.mutate(
      { id: replaced?.id, view: { name: name.trim(), screen: "deals", query, shared_with: sharedWith } },
      {
        onSuccess: onClose,
        onError: (error) =>
          notifications.show({ color: "red", title: t`Вид не сохранён`, message: errorText(error) }),
      },
    );
  };
  return (
    <Dialog onClose={onClose} title={t`Сохранить вид`}>
      <form onSubmit={submit}>
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
          <SegmentedControl
            aria-label={t`Кому виден`}
            value={sharedWith}
            onChange={(value) => setSharedWith(value as SavedView["shared_with"])}
            data={[
              { value: "me", label: t`Только мне` },
              { value: "team", label: t`Команде` },
              { value: "all", label: t`Всем` },
            ]}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Отмена</Trans>
            </Button>
            <Button type="submit" loading={saveView.isPending} disabled={!name.trim()}>
              {replaced ? <Trans>Заменить вид</Trans> : <Trans>Сохранить</Trans>}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
