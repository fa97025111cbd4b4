import { Button, NumberInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";

import { api, unwrap } from "@/api/client";
import { useMe } from "@/api/session-queries";
import type { Organisation } from "@/api/types";
import { Section } from "@/ui/section";

import classes from "../settings.module.css";
import { useSave } from "../use-save";
import { WeekEditor } from "./week-editor";

export function OrganisationForm({ organisation }: { organisation: Organisation }) {
  const { t } = useLingui();
  const mayChange = useMe().can.manage_settings;
  const { name, language, time_zone, currency, week, promise_hours, answer_target_minutes } = organisation;
  const form = useForm({
    initialValues: { name, language, time_zone, week, promise_hours, answer_target_minutes },
    validate: { name: (value) => (value.trim() ? null : t`Как называется?`) },
  });
  const save = useSave({
    send: (body: Partial<Organisation>) => unwrap(api.PATCH("/organisation", { body })),
    stale: [["organisation"], ["session"]],
    onDone: () => form.resetDirty(),
    onFields: form.setErrors,
  });
  const zones = Intl.supportedValuesOf("timeZone");
  const disabled = !mayChange;
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Section title={<Trans>Основное</Trans>}>
        <div className={classes.fields}>
          <TextInput label={t`Название`} required disabled={disabled} {...form.getInputProps("name")} />
          <Select
            label={t`Часовой пояс`}
            searchable
            allowDeselect={false}
            limit={60}
            data={zones}
            disabled={disabled}
            {...form.getInputProps("time_zone")}
          />
          <Select
            label={t`Язык по умолчанию`}
            allowDeselect={false}
            disabled={disabled}
            data={[
              { value: "ru", label: "Русский" },
              { value: "en", label: "English" },
            ]}
            {...form.getInputProps("language")}
          />
          <TextInput
            label={t`Валюта`}
            description={t`Задаётся при установке`}
            value={currency}
            readOnly
            disabled
          />
          <NumberInput
            label={t`Обещаем клиенту ответить, часов`}
            min={1}
            max={720}
            disabled={disabled}
            {...form.getInputProps("promise_hours")}
          />
          <NumberInput
            label={t`Внутренняя норма ответа, рабочих минут`}
            min={1}
            max={10_000}
            disabled={disabled}
            {...form.getInputProps("answer_target_minutes")}
          />
        </div>
      </Section>
      <Section
        title={<Trans>Рабочее время</Trans>}
        lead={<Trans>Можно несколько отрезков в день — например, с перерывом на обед.</Trans>}
      >
        <WeekEditor
          week={form.values.week}
          disabled={disabled}
          onChange={(next) => form.setFieldValue("week", next)}
        />
        {form.errors.week}
      </Section>
      {mayChange && (
        <div className={classes.end}>
          <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
            <Trans>Сохранить</Trans>
          </Button>
        </div>
      )}
    </form>
  );
}
