import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { useErrorText } from "@/ui/use-error-text";

import { useAddNote } from "../mutations";
import classes from "./composer.module.css";
import { ContactForm } from "./contact-form";

/** One place to write down what was said and what was done. */
export function Composer({ dealId }: { dealId: string }) {
  const { t } = useLingui();
  const [mode, setMode] = useState<"note" | "contact">("note");
  return (
    <div className={classes.composer}>
      <SegmentedControl
        aria-label={t`Что записать`}
        value={mode}
        onChange={(next) => setMode(next === "contact" ? "contact" : "note")}
        data={[
          { value: "note", label: t`Заметка` },
          { value: "contact", label: t`Контакт с клиентом` },
        ]}
      />
      {mode === "note" ? (
        <NoteForm dealId={dealId} />
      ) : (
        <ContactForm dealId={dealId} onDone={() => setMode("note")} />
      )}
    </div>
  );
}

function NoteForm({ dealId }: { dealId: string }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const addNote = useAddNote(dealId);
  const [text, setText] = useState("");
  const send = () => {
    if (!text.trim() || addNote.isPending) return;
    addNote.mutate(text.trim(), {
      onSuccess: () => setText(""),
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
        <Button type="submit" loading={addNote.isPending} className={classes.send}>
          <Trans>Записать</Trans>
        </Button>
      )}
    </form>
  );
}
