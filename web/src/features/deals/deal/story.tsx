import { Button, SegmentedControl } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Deal, TimelineEntry } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { QueryView } from "@/ui/query-view";

import { timelineQuery } from "../queries";
import { Composer } from "./composer";
import { type FactGroup, groupOf } from "./fact-groups";
import classes from "./story.module.css";
import { StoryEntry } from "./story-entry";

type Shown = FactGroup | "all";

/** The deal's life from the journal, newest first, under the field where a note or a contact is added. */
export function Story({ deal }: { deal: Deal }) {
  const { t } = useLingui();
  const [shown, setShown] = useState<Shown>("all");
  const query = useInfiniteQuery(timelineQuery(deal.id));
  const entries = (query.data?.pages ?? []).flatMap((page) => page.items);
  const visible = entries.filter(
    (entry) => !isEcho(entry) && (shown === "all" || groupOf(entry.kind) === shown),
  );
  return (
    <section aria-label={t`Лента сделки`}>
      {deal.can.edit && <Composer dealId={deal.id} />}
      <SegmentedControl
        className={classes.kinds}
        aria-label={t`Что показать в ленте`}
        value={shown}
        onChange={(kind) => setShown(kind as Shown)}
        data={[
          { value: "all", label: t`Всё` },
          { value: "contacts", label: t`Контакты` },
          { value: "notes", label: t`Заметки` },
          { value: "steps", label: t`Ход сделки` },
          { value: "edits", label: t`Правки` },
        ]}
      />
      <QueryView query={query}>
        {() => (
          <>
            <Days entries={visible} />
            {visible.length === 0 && (
              <p className={classes.empty}>
                <Trans>Здесь пока ничего нет. Запишите первый разговор — он остановит часы ответа.</Trans>
              </p>
            )}
            {query.hasNextPage && (
              <Button
                variant="default"
                fullWidth
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                <Trans>Показать раньше</Trans>
              </Button>
            )}
          </>
        )}
      </QueryView>
    </section>
  );
}

/** A decision that found somebody is told once, by the hand-over itself. */
function isEcho({ kind, data }: TimelineEntry): boolean {
  return kind === "assignment.decided" && data.person !== null && data.person !== undefined;
}

function Days({ entries }: { entries: TimelineEntry[] }) {
  const formats = useFormats();
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const day = formats.date(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, facts]) => (
    <section key={day}>
      <h2 className={classes.day}>{day}</h2>
      <ol className={classes.facts}>
        {facts.map((entry) => (
          <StoryEntry key={entry.position} entry={entry} />
        ))}
      </ol>
    </section>
  ));
}
