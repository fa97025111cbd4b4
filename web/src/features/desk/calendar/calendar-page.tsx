import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";

import { addDays, dayIn, nextDay, zonedDay } from "@/lib/zoned-day";
import { useFormats } from "@/ui/formats-context";
import { Icon } from "@/ui/icon";
import { Loading } from "@/ui/loading";
import { PageHead } from "@/ui/page-head";
import { QueryView } from "@/ui/query-view";
import { Screen } from "@/ui/screen";
import { useNow } from "@/ui/use-now";

import { calendarQuery, restingQuery } from "../queries";
import { CalendarGrid } from "./calendar-grid";
import classes from "./calendar.module.css";
import { type CalendarView, daysOf } from "./calendar-search";
import { FeedDialog } from "./feed-dialog";

/** One's own tasks on the days and hours they are due, in the organisation's zone. */
export function CalendarPage() {
  const { t } = useLingui();
  const { timeZone } = useFormats();
  const today = dayIn(useNow(), timeZone);
  const search = useSearch({ from: "/signed-in/calendar" });
  const [isSubscribing, setSubscribing] = useState(false);
  const view: CalendarView = search.view ?? "week";
  const days = daysOf(view, search.day ?? today);
  const [first, last] = [days[0] ?? today, days.at(-1) ?? today];
  const tasks = useQuery(calendarQuery(zonedDay(first, timeZone), zonedDay(nextDay(last), timeZone)));
  const resting = useQuery(restingQuery());
  return (
    <Screen shape="fill">
      <PageHead
        title={t`Календарь`}
        aside={<Steps view={view} day={search.day ?? today} today={today} />}
        actions={
          <>
            <Button variant="default" renderRoot={(props) => <Link to="/desk" search={{}} {...props} />}>
              <Trans>Стол</Trans>
            </Button>
            <Button variant="default" onClick={() => setSubscribing(true)}>
              <Trans>Подписаться</Trans>
            </Button>
          </>
        }
      />
      <QueryView query={tasks} loading={<Loading shape="columns" />}>
        {(found) => (
          <CalendarGrid key={first + view} days={days} tasks={found} resting={resting.data ?? []} />
        )}
      </QueryView>
      <p className={classes.hint}>
        <Trans>Перетащите задачу или сдвиньте её клавишами Shift и стрелками. Enter открывает.</Trans>
      </p>
      {isSubscribing && <FeedDialog onClose={() => setSubscribing(false)} />}
    </Screen>
  );
}

interface StepsProps {
  view: CalendarView;
  day: string;
  today: string;
}

function Steps({ view, day, today }: StepsProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const go = (next: { view: CalendarView; day: string }) =>
    void navigate({
      to: "/calendar",
      search: {
        view: next.view === "day" ? "day" : undefined,
        day: next.day === today ? undefined : next.day,
      },
    });
  const step = view === "day" ? 1 : 7;
  return (
    <div className={classes.steps}>
      <ActionIcon aria-label={t`Раньше`} onClick={() => go({ view, day: addDays(day, -step) })}>
        <Icon name="chevronLeft" />
      </ActionIcon>
      <Button variant="default" size="compact-sm" onClick={() => go({ view, day: today })}>
        <Trans>Сегодня</Trans>
      </Button>
      <ActionIcon aria-label={t`Позже`} onClick={() => go({ view, day: addDays(day, step) })}>
        <Icon name="chevronRight" />
      </ActionIcon>
      <SegmentedControl
        aria-label={t`Сколько дней`}
        value={view}
        onChange={(next) => go({ view: next as CalendarView, day })}
        data={[
          { value: "day", label: t`День` },
          { value: "week", label: t`Неделя` },
        ]}
      />
    </div>
  );
}
