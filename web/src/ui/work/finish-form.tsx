import { Button, Chip, Group, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type KeyboardEvent, useState } from "react";

import type { Task, TaskDoneIn } from "@/api/types";
import { type QuickMoment, quickMoments } from "@/lib/quick-moments";

import { useFormats } from "../formats-context";
import { useErrorText } from "../use-error-text";
import { useNow } from "../use-now";
import type { Sending } from "./sending";
import { QUICK_MOMENTS, useQuickMomentWords, useTaskKinds } from "./use-task-words";
import classes from "./work-form.module.css";

interface FinishFormProps {
  task: Pick<Task, "kind" | "title">;
  /** A task of a deal may be followed by the next one. */
  mayContinue: boolean;
  sending: Sending<TaskDoneIn>;
  onDone: () => void;
}

/** What came of a task, and what is next; Enter says that it is simply done. */
export function FinishForm({ task, mayContinue, sending, onDone }: FinishFormProps) {
  const { t } = useLingui();
  const { timeZone } = useFormats();
  const now = useNow();
  const errorText = useErrorText();
  const words = useQuickMomentWords();
  const kinds = useTaskKinds();
  const [result, setResult] = useState("");
  const [nextAt, setNextAt] = useState<QuickMoment | null>(null);
  const [nextTitle, setNextTitle] = useState(kinds.call.title);
  const known = quickMoments(now, timeZone);
  const due = nextAt === null ? undefined : known[nextAt];

  const send = () => {
    if (sending.isPending || (due && !nextTitle.trim())) return;
    const next = due ? { kind: "call" as const, title: nextTitle.trim(), note: "", due_at: due } : null;
    sending.mutate(
      { result: result.trim(), next },
      {
        onSuccess: onDone,
        onError: (error) =>
          notifications.show({ color: "red", title: t`Задача не закрыта`, message: errorText(error) }),
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  };

  return (
    <form onSubmit={submit} className={classes.form}>
      <p className={classes.lead}>{task.title}</p>
      <Textarea
        data-autofocus
        autoFocus
        label={t`Что получилось`}
        placeholder={t`Можно не заполнять`}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={result}
        onChange={(event) => setResult(event.currentTarget.value)}
        onKeyDown={sendOnEnter}
      />
      {mayContinue && (
        <Chip.Group
          value={nextAt ?? "nothing"}
          onChange={(name) => setNextAt(name === "nothing" ? null : (name as QuickMoment))}
        >
          <Group gap={6} role="group" aria-label={t`Что дальше`}>
            <span className={classes.question}>
              <Trans>Что дальше?</Trans>
            </span>
            <Chip value="nothing" size="xs">
              <Trans>Пока ничего</Trans>
            </Chip>
            {QUICK_MOMENTS.filter((name) => known[name]).map((name) => (
              <Chip key={name} value={name} size="xs">
                {words[name]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      {due && (
        <TextInput
          label={t`Следующий шаг`}
          required
          maxLength={200}
          value={nextTitle}
          onChange={(event) => setNextTitle(event.currentTarget.value)}
        />
      )}
      <Button type="submit" loading={sending.isPending} className={classes.send}>
        <Trans>Сделано</Trans>
      </Button>
    </form>
  );
}
