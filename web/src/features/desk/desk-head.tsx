import { Button } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";

import { useDictionaries } from "@/api/dictionary-queries";
import { useMe } from "@/api/session-queries";
import type { Desk, Me, PersonEntry, TeamEntry } from "@/api/types";
import { EntitySelect } from "@/ui/entity-select";
import { Money } from "@/ui/money";
import { PageHead } from "@/ui/page-head";

import classes from "./desk.module.css";

interface DeskHeadProps {
  person: number | undefined;
  desk: Desk | undefined;
}

export function DeskHead({ person, desk }: DeskHeadProps) {
  const { t } = useLingui();
  const me = useMe();
  const { people, teams } = useDictionaries();
  const navigate = useNavigate();
  const led = peopleOf(me, people, teams);
  return (
    <PageHead
      title={t`Рабочий стол`}
      aside={desk && <Figures desk={desk} />}
      actions={
        <>
          <Button variant="default" renderRoot={(props) => <Link to="/calendar" search={{}} {...props} />}>
            <Trans>Календарь</Trans>
          </Button>
          {led.length > 0 && (
            <EntitySelect
              aria-label={t`Чей стол`}
              options={[{ id: me.id, name: t`Мой стол` }, ...led]}
              value={person ?? me.id}
              clearable={false}
              onChange={(id) =>
                void navigate({ to: "/desk", search: id && id !== me.id ? { person: id } : {} })
              }
            />
          )}
        </>
      }
    />
  );
}

/** The day in three numbers. */
function Figures({ desk: { figures, currency } }: { desk: Desk }) {
  return (
    <ul className={classes.figures}>
      <li>
        <Plural
          value={figures.requests_today}
          one="# заявка сегодня"
          few="# заявки сегодня"
          many="# заявок сегодня"
          other="# заявки сегодня"
        />
      </li>
      <li>
        <Plural
          value={figures.tasks_done_today}
          one="# задача сделана"
          few="# задачи сделаны"
          many="# задач сделано"
          other="# задачи сделано"
        />
      </li>
      <li>
        <Trans>
          Выиграно за месяц: {figures.won_month},{" "}
          <Money amount={figures.won_amount_month} currency={currency} />
        </Trans>
      </li>
    </ul>
  );
}

/** Those whose desks one may look at: a lead the own team's, the head and the admin everybody's. */
function peopleOf(me: Me, people: PersonEntry[], teams: TeamEntry[]): PersonEntry[] {
  const working = people.filter(
    (one) => one.is_active && one.id !== me.id && (one.role === "manager" || one.role === "lead"),
  );
  if (me.can.see_all) return working;
  const led = new Set(teams.filter((team) => team.lead === me.id).map((team) => team.id));
  return working.filter((one) => one.team !== null && led.has(one.team));
}
