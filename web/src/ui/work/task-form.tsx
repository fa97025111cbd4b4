import { Button, Group, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import type { Task, TaskIn, TaskKind } from "@/api/types";
import { quickMoments } from "@/lib/quick-moments";
import { dayIn, timeIn, zonedTime } from "@/lib/zoned-day";

import { useFormats } from "../formats-context";
import { useErrorText } from "../use-error-text";
import { useNow } from "../use-now";
import type { Sending } from "./sending";
import { TASK_KINDS, useTaskKinds } from "./use-task-words";
import { WhenField } from "./when-field";
import classes from "./work-form.module.css";

export type TaskBody = Required<Pick<TaskIn, "kind" | "title" | "note" | "due_at" | "duration_minutes">>;

interface TaskFormProps {
  /** The task to change; without one a new task is planned. */
  task?: Task;
  sending: Sending<TaskBody>;
  onDone: () => void;
  onCancel?: () => void;
}

const MINUTES = [15, 30, 45, 60, 90, 120, 180];

/** What is to be done and when; Enter plans a call for tomorrow morning, all else is a choice. */
export function TaskForm({ task, sending, onDone, onCancel }: TaskFormProps) {
  const { t } = useLingui();
  const { timeZone, span } = useFormats();
  const now = useNow();
  const errorText = useErrorText();
  const kinds = useTaskKinds();
  const [kind, setKind] = useState<TaskKind>(task?.kind ?? "call");
  const [title, setTitle] = useState(task?.title ?? kinds[kind].title);
  const [when, setWhen] = useState(() => localOf(task?.due_at ?? tomorrow(now, timeZone), timeZone));
  const [minutes, setMinutes] = useState(task?.duration_minutes ?? null);
  const [note, setNote] = useState(task?.note ?? "");

  const pickKind = (next: TaskKind) => {
    if (title === kinds[kind].title) setTitle(kinds[next].title);
    setKind(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!title.trim() || !when.day || !when.time || sending.isPending) return;
    const same = task && sameMinute(task.due_at, when, timeZone);
    const due_at = same ? task.due_at : zonedTime(when.day, when.time, timeZone);
    sending.mutate(
      { kind, title: title.trim(), note: note.trim(), due_at, duration_minutes: minutes },
      {
        onSuccess: onDone,
        onError: (error) =>
          notifications.show({ color: "red", title: t`Задача не сохранена`, message: errorText(error) }),
      },
    );
  };

  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        data-autofocus
        autoFocus
        label={t`Что сделать`}
        required
        maxLength={200}
        value={title}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <SegmentedControl
        aria-label={t`Вид задачи`}
        className={classes.kinds}
        value={kind}
        onChange={(next) => pickKind(next as TaskKind)}
        data={TASK_KINDS.map((value) => ({ value, label: kinds[value].label }))}
      />
      <WhenField when={when} onChange={setWhen} />
      <Select
        label={t`Сколько займёт`}
        placeholder={t`Не важно`}
        clearable
        clearButtonProps={{ "aria-label": t`Очистить` }}
        data={withCurrent(minutes).map((one) => ({ value: String(one), label: span(one * 60) }))}
        value={minutes === null ? null : String(minutes)}
        onChange={(next) => setMinutes(next === null ? null : Number(next))}
      />
      <Textarea
        label={t`Заметка`}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group gap={6} justify="flex-end">
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            <Trans>Отмена</Trans>
          </Button>
        )}
        <Button type="submit" loading={sending.isPending} disabled={!title.trim() || !when.day || !when.time}>
          {task ? <Trans>Сохранить</Trans> : <Trans>Запланировать</Trans>}
        </Button>
      </Group>
    </form>
  );
}

const tomorrow = (now: Date, timeZone: string): string =>
  quickMoments(now, timeZone).tomorrow ?? now.toISOString();

const localOf = (at: string, timeZone: string) => ({ day: dayIn(at, timeZone), time: timeIn(at, timeZone) });

/** An untouched time is sent as it came: its seconds, and which of two equal hours of a change of clocks it was. */
const sameMinute = (at: string, when: { day: string; time: string }, timeZone: string): boolean =>
  dayIn(at, timeZone) === when.day && timeIn(at, timeZone) === when.time;

const withCurrent = (minutes: number | null): number[] =>
  minutes === null || MINUTES.includes(minutes) ? MINUTES : [...MINUTES, minutes].sort((a, b) => a - b);
