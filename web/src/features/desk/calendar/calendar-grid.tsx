import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";

import type { DealRow, Task } from "@/api/types";
import { useTaskChanges } from "@/api/work-queries";
import { dayIn, timeIn, zonedDay } from "@/lib/zoned-day";
import { useFormats } from "@/ui/formats-context";
import { useNow } from "@/ui/use-now";
import { TaskDialog } from "@/ui/work/task-dialog";

import { CalendarTask } from "./calendar-task";
import classes from "./calendar.module.css";
import { lanesOf } from "./lanes";
import { HOUR_PX, minutesOf, type Place, spanOf } from "./places";
import { useMoves } from "./use-moves";

interface CalendarGridProps {
  days: string[];
  tasks: Task[];
  resting: DealRow[];
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const FIRST_SEEN_HOUR = 8;

export function CalendarGrid({ days, tasks, resting }: CalendarGridProps) {
  const { timeZone } = useFormats();
  const changes = useTaskChanges(null);
  const [opened, setOpened] = useState<Task | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  // Follows the first sight of the grid: the working day, not the night, is what people look for.
  useEffect(() => {
    scroller.current?.scrollTo?.({ top: FIRST_SEEN_HOUR * HOUR_PX });
  }, []);

  const { shown, move } = useMoves(tasks, changes);

  return (
    <div ref={scroller} className={classes.scroller}>
      <div className={classes.grid} data-days={days.length}>
        <div className={classes.corner} />
        <div className={classes.hours} aria-hidden>
          {HOURS.map((hour) => (
            <span key={hour} className={classes.hour}>
              {String(hour).padStart(2, "0")}:00
            </span>
          ))}
        </div>
        {days.map((day) => (
          <Day
            key={day}
            day={day}
            tasks={shown.filter((task) => dayIn(task.due_at, timeZone) === day)}
            resting={resting.filter(
              (deal) => deal.paused_until && dayIn(deal.paused_until, timeZone) === day,
            )}
            onMove={move}
            onOpen={setOpened}
          />
        ))}
      </div>
      {opened && (
        <TaskDialog act={{ name: "edit", task: opened }} changes={changes} onClose={() => setOpened(null)} />
      )}
    </div>
  );
}

interface DayProps {
  day: string;
  tasks: Task[];
  resting: DealRow[];
  onMove: (task: Task, place: Place) => void;
  onOpen: (task: Task) => void;
}

function Day({ day, tasks, resting, onMove, onOpen }: DayProps) {
  const { t, i18n } = useLingui();
  const { timeZone } = useFormats();
  const now = useNow();
  const isToday = dayIn(now, timeZone) === day;
  const noon = zonedDay(day, timeZone, 12);
  const name = new Intl.DateTimeFormat(i18n.locale, {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
  }).format(new Date(noon));
  const lanes = lanesOf(tasks.map((task) => spanOf(task, timeZone)));
  return (
    <section className={classes.day} aria-label={name} data-today={isToday || undefined}>
      <h2 className={classes.name}>{name}</h2>
      <div className={classes.resting}>
        {resting.map((deal) => (
          <Link
            key={deal.id}
            to="/deals/$dealId"
            params={{ dealId: deal.id }}
            className={classes.back}
            preload={false}
          >
            {t`С паузы: ${deal.title}`}
          </Link>
        ))}
      </div>
      <div className={classes.column} data-day={day}>
        {isToday && <NowLine minutes={minutesOf(timeIn(now, timeZone))} />}
        {tasks.map((task, index) => (
          <CalendarTask
            key={task.id}
            task={task}
            lane={lanes[index] ?? { lane: 0, of: 1 }}
            onMove={onMove}
            onOpen={onOpen}
          />
        ))}
      </div>
    </section>
  );
}

function NowLine({ minutes }: { minutes: number }) {
  return (
    <div
      ref={(line) => line?.style.setProperty("--from", String(minutes))}
      className={classes.now}
      aria-hidden
    />
  );
}
