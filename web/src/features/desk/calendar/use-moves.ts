import { notifications } from "@mantine/notifications";
import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";

import { ApiError } from "@/api/errors";
import type { Task } from "@/api/types";
import type { useTaskChanges } from "@/api/work-queries";
import { zonedTime } from "@/lib/zoned-day";
import { useFormats } from "@/ui/formats-context";
import { useErrorText } from "@/ui/use-error-text";

import type { Place } from "./places";

interface Moves {
  /** The tasks as the person sees them: in their new places at once. */
  shown: Task[];
  move: (task: Task, place: Place) => void;
}

/** Moves show at once and are sent one after the other: keys are faster than answers. A refusal brings a task back. */
export function useMoves(tasks: Task[], { change }: ReturnType<typeof useTaskChanges>): Moves {
  const { t } = useLingui();
  const { timeZone } = useFormats();
  const errorText = useErrorText();
  const [places, setPlaces] = useState<Record<string, string>>({});
  const wanted = useRef(new Map<string, string>());
  const underWay = useRef(new Set<string>());

  const send = async (task: Task) => {
    underWay.current.add(task.id);
    let seen = task;
    try {
      for (let due = wanted.current.get(task.id); due; due = wanted.current.get(task.id)) {
        wanted.current.delete(task.id);
        seen = await change.mutateAsync({ task: seen, body: { due_at: due } });
      }
    } catch (error) {
      wanted.current.delete(task.id);
      const isPast = error instanceof ApiError && error.code === "in_the_past";
      notifications.show({
        color: "red",
        title: t`Задача не перенесена`,
        message: isPast ? t`Это время уже прошло.` : errorText(error),
      });
    } finally {
      underWay.current.delete(task.id);
      setPlaces((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== task.id)));
    }
  };

  const move = (task: Task, place: Place) => {
    const due = zonedTime(place.day, place.time, timeZone);
    if (due === new Date(task.due_at).toISOString()) return;
    setPlaces((all) => ({ ...all, [task.id]: due }));
    wanted.current.set(task.id, due);
    const known = tasks.find((one) => one.id === task.id) ?? task;
    if (!underWay.current.has(task.id)) void send(known);
  };

  return { shown: tasks.map((task) => ({ ...task, due_at: places[task.id] ?? task.due_at })), move };
}
