import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import { useMe } from "@/api/session-queries";
import { Icon } from "@/ui/icon";
import { Moment } from "@/ui/moment";
import { QueryView } from "@/ui/query-view";
import { Section } from "@/ui/section";

import { holidaysQuery } from "../queries";
import classes from "../settings.module.css";
import { useSave } from "../use-save";

const STALE = [["holidays"]];

/** Holidays of the past have done their work: they still count in old answer times, but nobody edits them. */
function ahead<T extends { date: string }>(holidays: T[]): T[] {
  const today = new Date().toISOString().slice(0, 10);
  return holidays.filter((holiday) => holiday.date >= today);
}

/** Days on which nobody works: answer clocks stand still. */
export function Holidays() {
  const { t } = useLingui();
  const mayChange = useMe().can.manage_settings;
  const holidays = useQuery(holidaysQuery());
  const form = useForm({
    initialValues: { date: "", name: "" },
    validate: { date: (date) => (date ? null : t`Какой день?`) },
  });
  const add = useSave({
    send: (body: { date: string; name: string }) => unwrap(api.POST("/holidays", { body })),
    stale: STALE,
    onDone: form.reset,
    onFields: form.setErrors,
  });
  const remove = useSave({
    send: (id: number) =>
      unwrap(api.DELETE("/holidays/{holiday_id}", { params: { path: { holiday_id: id } } })),
    stale: STALE,
  });
  return (
    <Section title={<Trans>Ближайшие праздники</Trans>}>
      <QueryView query={holidays}>
        {(data) => (
          <ul className={classes.rows}>
            {ahead(data.items).length === 0 && (
              <li
                className={classes.soft}
              >{t`Впереди праздников нет: часы ответа идут каждый рабочий день.`}</li>
            )}
            {ahead(data.items).map((holiday) => (
              <li key={holiday.id} className={classes.row}>
                <Moment at={`${holiday.date}T12:00:00Z`} as="date" />
                <span className={classes.grow}>{holiday.name}</span>
                {mayChange && (
                  <ActionIcon
                    aria-label={t`Убрать праздник ${holiday.name || holiday.date}`}
                    onClick={() => remove.mutate(holiday.id)}
                  >
                    <Icon name="trash" />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      {mayChange && (
        <form onSubmit={form.onSubmit((values) => add.mutate(values))}>
          <Group mt="sm" align="flex-end">
            <TextInput type="date" label={t`День`} {...form.getInputProps("date")} />
            <TextInput label={t`Название`} className={classes.grow} {...form.getInputProps("name")} />
            <Button type="submit" variant="default" loading={add.isPending}>
              <Trans>Добавить</Trans>
            </Button>
          </Group>
        </form>
      )}
    </Section>
  );
}
