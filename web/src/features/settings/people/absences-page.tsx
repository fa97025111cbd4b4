import { ActionIcon, Badge, Button, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import { useDictionaries } from "@/api/dictionary-queries";
import { useMe } from "@/api/session-queries";
import type { AbsenceIn, AbsenceKind } from "@/api/types";
import { EntitySelect } from "@/ui/entity-select";
import { Icon } from "@/ui/icon";
import { Moment } from "@/ui/moment";
import { PageHead } from "@/ui/page-head";
import { QueryView } from "@/ui/query-view";
import { EmptyState } from "@/ui/screen-state";
import { Section } from "@/ui/section";

import { absencesQuery } from "../queries";
import classes from "../settings.module.css";
import { useSave } from "../use-save";

const STALE = [["absences"], ["people"], ["routing"]];

/** Who is away and until when: the distribution passes them by and owes them nothing afterwards. */
export function AbsencesPage() {
  const { t } = useLingui();
  const me = useMe();
  const absences = useQuery(absencesQuery());
  const kinds = useKinds();
  const remove = useSave({
    send: (id: number) =>
      unwrap(api.DELETE("/absences/{absence_id}", { params: { path: { absence_id: id } } })),
    stale: STALE,
  });
  return (
    <>
      <PageHead
        title={t`Отсутствия`}
        lead={
          <Trans>
            Пока человека нет, новых сделок он не получает. Вернувшегося не завалит: норма считается только за
            время присутствия.
          </Trans>
        }
      />
      <Section title={<Trans>Новое отсутствие</Trans>}>
        <AbsenceForm />
      </Section>
      <Section title={<Trans>Сейчас и впереди</Trans>}>
        <QueryView query={absences}>
          {(data) =>
            data.items.length === 0 ? (
              <EmptyState icon="user" title={<Trans>Все на месте</Trans>} />
            ) : (
              <ul className={classes.rows}>
                {data.items.map((absence) => (
                  <li key={absence.id} className={classes.row}>
                    <span className={classes.grow}>{absence.person.name}</span>
                    <Badge color="gray">{kinds[absence.kind]}</Badge>
                    <span>
                      <Moment at={absence.starts_at} as="dateTime" /> –{" "}
                      <Moment at={absence.ends_at} as="dateTime" />
                    </span>
                    <span className={classes.soft}>{absence.comment}</span>
                    {(me.role !== "manager" || absence.person.id === me.id) && (
                      <ActionIcon
                        aria-label={t`Убрать отсутствие: ${absence.person.name}`}
                        onClick={() => remove.mutate(absence.id)}
                      >
                        <Icon name="trash" />
                      </ActionIcon>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </QueryView>
      </Section>
    </>
  );
}

function useKinds(): Record<AbsenceKind, string> {
  const { t } = useLingui();
  return { vacation: t`Отпуск`, sick: t`Болезнь`, other: t`Другое` };
}

function AbsenceForm() {
  const { t } = useLingui();
  const me = useMe();
  const kinds = useKinds();
  const { people } = useDictionaries();
  const form = useForm({
    initialValues: {
      person: me.id as number | null,
      from: "",
      to: "",
      kind: "vacation" as AbsenceKind,
      comment: "",
    },
    validate: {
      person: (person) => (person ? null : t`Кого не будет?`),
      from: (from) => (from ? null : t`С какого дня?`),
      to: (to, { from }) => (to > from ? null : t`Должно быть позже начала`),
    },
  });
  const add = useSave({
    send: (body: AbsenceIn) => unwrap(api.POST("/absences", { body })),
    stale: STALE,
    onDone: form.reset,
    onFields: form.setErrors,
  });
  const submit = form.onSubmit(({ person, from, to, kind, comment }) => {
    if (person)
      add.mutate({
        person,
        kind,
        comment,
        starts_at: new Date(from).toISOString(),
        ends_at: new Date(to).toISOString(),
      });
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <div className={classes.fields}>
          {me.role !== "manager" && (
            <EntitySelect
              label={t`Кто`}
              required
              options={people}
              value={form.values.person}
              onChange={(id) => form.setFieldValue("person", id)}
              error={form.errors.person ? String(form.errors.person) : null}
            />
          )}
          <TextInput type="datetime-local" label={t`С`} required {...form.getInputProps("from")} />
          <TextInput type="datetime-local" label={t`До`} required {...form.getInputProps("to")} />
          <Select
            label={t`Почему`}
            allowDeselect={false}
            data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps("kind")}
          />
          <TextInput label={t`Комментарий`} {...form.getInputProps("comment")} />
        </div>
        <div className={classes.end}>
          <Button type="submit" loading={add.isPending}>
            <Trans>Добавить</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  );
}
