import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";

import type { Task, TaskDoneIn, TaskIn, TaskPatch } from "@/api/types";

import { Dialog } from "../dialog";
import { useErrorText } from "../use-error-text";
import { FinishForm } from "./finish-form";
import type { Sending } from "./sending";
import { TaskForm } from "./task-form";

export type TaskAct = { name: "plan" } | { name: "edit" | "finish" | "cancel"; task: Task };

type OfTask<Body> = Sending<{ task: Task; body: Body }>;

export interface TaskChanges {
  plan: Sending<TaskIn>;
  change: OfTask<TaskPatch>;
  finish: OfTask<TaskDoneIn>;
  cancel: OfTask<null>;
}

interface TaskDialogProps {
  act: TaskAct;
  changes: TaskChanges;
  onClose: () => void;
}

/** The one dialog of everything that is done with a task. */
export function TaskDialog({ act, changes, onClose }: TaskDialogProps) {
  const { t } = useLingui();
  const titles = {
    plan: t`Новая задача`,
    edit: t`Задача`,
    finish: t`Задача сделана`,
    cancel: t`Отменить задачу?`,
  };
  return (
    <Dialog title={titles[act.name]} onClose={onClose}>
      <Inside act={act} changes={changes} onClose={onClose} />
    </Dialog>
  );
}

function Inside({ act, changes, onClose }: TaskDialogProps) {
  switch (act.name) {
    case "plan":
      return <TaskForm sending={changes.plan} onDone={onClose} onCancel={onClose} />;
    case "edit": {
      const sending = about(changes.change, act.task);
      return <TaskForm task={act.task} sending={sending} onDone={onClose} onCancel={onClose} />;
    }
    case "finish": {
      const sending = about(changes.finish, act.task);
      return (
        <FinishForm task={act.task} mayContinue={act.task.deal !== null} sending={sending} onDone={onClose} />
      );
    }
    case "cancel":
      return <CancelQuestion task={act.task} sending={about(changes.cancel, act.task)} onDone={onClose} />;
  }
}

function about<Body>(change: OfTask<Body>, task: Task): Sending<Body> {
  return {
    isPending: change.isPending,
    mutate: (body, told) => change.mutate({ task, body }, told),
  };
}

interface CancelQuestionProps {
  task: Task;
  sending: Sending<null>;
  onDone: () => void;
}

function CancelQuestion({ task, sending, onDone }: CancelQuestionProps) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const send = () =>
    sending.mutate(null, {
      onSuccess: onDone,
      onError: (error) =>
        notifications.show({ color: "red", title: t`Задача не отменена`, message: errorText(error) }),
    });
  return (
    <>
      <Text size="sm">{task.title}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onDone}>
          <Trans>Оставить</Trans>
        </Button>
        <Button color="red" loading={sending.isPending} onClick={send} data-autofocus>
          <Trans>Отменить задачу</Trans>
        </Button>
      </Group>
    </>
  );
}
