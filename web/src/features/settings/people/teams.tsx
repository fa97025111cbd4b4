import { Trans, Plural, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import { useDictionaries } from "@/api/dictionary-queries";
import { useMe } from "@/api/session-queries";
import type { Team, TeamIn, TeamPatch } from "@/api/types";
import { EntitySelect } from "@/ui/entity-select";
import { QueryView } from "@/ui/query-view";
import { Section } from "@/ui/section";

import { teamsQuery } from "../queries";
import classes from "../settings.module.css";
import { useSave } from "../use-save";
import { AddEntry } from "../words/add-entry";
import { EntryRow } from "../words/entry-row";

const STALE = [["teams"], ["people"], ["dictionaries"]];

/** Teams and who leads them: a lead sees and hands over the deals of the team. */
export function Teams() {
  const { t } = useLingui();
  const mayManage = useMe().can.manage_people;
  const teams = useQuery(teamsQuery());
  const add = useSave({ send: (body: TeamIn) => unwrap(api.POST("/teams", { body })), stale: STALE });
  const change = useSave({
    send: ({ id, ...body }: TeamPatch & { id: number }) =>
      unwrap(api.PATCH("/teams/{team_id}", { params: { path: { team_id: id } }, body })),
    stale: STALE,
  });
  return (
    <Section
      title={<Trans>Команды</Trans>}
      lead={<Trans>Руководитель группы видит сделки своей команды и может передавать их внутри неё.</Trans>}
    >
      <QueryView query={teams}>
        {(data) => (
          <ul className={classes.rows}>
            {data.items.map((team) =>
              mayManage ? (
                <EntryRow
                  key={team.id}
                  entry={team}
                  onChange={(patch) => change.mutate({ id: team.id, ...patch })}
                >
                  <Members team={team} />
                  <Lead team={team} onChange={(lead) => change.mutate({ id: team.id, lead })} />
                </EntryRow>
              ) : (
                <li key={team.id} className={classes.row}>
                  <span className={classes.grow}>{team.name}</span>
                  <Members team={team} />
                  {team.lead?.name}
                </li>
              ),
            )}
          </ul>
        )}
      </QueryView>
      {mayManage && (
        <AddEntry label={t`Название команды`} busy={add.isPending} onAdd={(name) => add.mutate({ name })} />
      )}
    </Section>
  );
}

function Members({ team }: { team: Team }) {
  return (
    <span className={`num ${classes.soft}`}>
      <Plural value={team.members} one="# человек" few="# человека" many="# человек" other="# человека" />
    </span>
  );
}

function Lead({ team, onChange }: { team: Team; onChange: (lead: number | null) => void }) {
  const { t } = useLingui();
  const { people } = useDictionaries();
  return (
    <EntitySelect
      aria-label={t`Руководитель команды ${team.name}`}
      placeholder={t`Руководитель`}
      options={people}
      value={team.lead?.id ?? null}
      onChange={onChange}
    />
  );
}
