import { UnstyledButton } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useRef } from "react";

import type { Task } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Icon } from "@/ui/icon";
import { useNow } from "@/ui/use-now";
import { useTaskKinds } from "@/ui/work/use-task-words";

import classes from "./calendar.module.css";
import type { Lane } from "./lanes";
import { type Place, shifted, spanOf, STEP_MIN } from "./places";
import { useTaskDrag } from "./use-task-drag";

interface CalendarTaskProps {
  task: Task;
  lane: Lane;
  onMove: (task: Task, place: Place) => void;
  onOpen: (task: Task) => void;
}

const SHIFTS: Record<string, [days: number, minutes: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -STEP_MIN],
  ArrowDown: [0, STEP_MIN],
};

/** One task: dragged by mouse or finger, shifted by keys, opened by a press. */
export function CalendarTask({ task, lane, onMove, onOpen }: CalendarTaskProps) {
  const { t } = useLingui();
  const { timeZone, time } = useFormats();
  const kinds = useTaskKinds();
  const now = useNow();
  const box = useRef<HTMLButtonElement>(null);
  const isOpen = !task.done_at && task.can_edit;
  const wasDragged = useTaskDrag(box, isOpen ? (place) => onMove(task, place) : null);
  const { from, to } = spanOf(task, timeZone);
  const at = time(task.due_at);
  const isLate = !task.done_at && new Date(task.due_at) < now;
  const state = task.done_at ? "done" : isLate ? "late" : undefined;
  const icon = task.done_at ? "check" : isLate ? "warning" : kinds[task.kind].icon;
  const words = task.done_at
    ? t`${at}, сделано: ${task.title}`
    : isLate
      ? t`${at}, просрочено: ${task.title}`
      : t`${at}: ${task.title}`;
  const shift = (event: KeyboardEvent) => {
    const way = SHIFTS[event.key];
    if (!way || !event.shiftKey || !isOpen) return;
    event.preventDefault();
    onMove(task, shifted(task, timeZone, ...way));
    // On another day it is another element: the keyboard goes along.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-task="${task.id}"]`)?.focus());
  };
  const place = (element: HTMLButtonElement | null) => {
    box.current = element;
    for (const [name, value] of Object.entries({ from, length: to - from, ...lane }))
      element?.style.setProperty(`--${name}`, String(value));
  };
  return (
    <UnstyledButton
      ref={place}
      className={classes.task}
      data-task={task.id}
      data-state={state}
      data-movable={isOpen || undefined}
      aria-label={words}
      aria-keyshortcuts={
        isOpen ? "Shift+ArrowUp Shift+ArrowDown Shift+ArrowLeft Shift+ArrowRight" : undefined
      }
      onKeyDown={shift}
      onClick={() => !wasDragged() && isOpen && onOpen(task)}
    >
      <Icon name={icon} size={12} /> <span className="num">{at}</span> {task.title}
    </UnstyledButton>
  );
}
