import { Button, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { useErrorText } from "../use-error-text";
import type { Sending } from "./sending";
import classes from "./work-form.module.css";

export function NoteForm({ sending, onDone }: { sending: Sending<string>; onDone?: () => void }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const [text, setText] = useState("");
  const send = () => {
    if (!text.trim() || sending.isPending) return;
    sending.mutate(text.trim(), {
      onSuccess: () => {
        setText("");
        onDone?.();
      },
      onError: (error) =>
        notifications.show({ color: "red", title: t`Заметка не сохранена`, message: errorText(error) }),
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <Textarea
        aria-label={t`Текст заметки`}
        placeholder={t`Что важно не забыть`}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && send()}
      />
      {text.trim() && (
        <Button type="submit" loading={sending.isPending} className={classes.send}>
          <Trans>Записать</Trans>
        </Button>
      )}
    </form>
  );
}
