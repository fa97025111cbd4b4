import { Button, Checkbox, Select, Stack, Switch, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";

import { api, unwrap } from "@/api/client";
import { useDictionaries } from "@/api/dictionary-queries";
import { useMe } from "@/api/session-queries";
import type { RequestForm, RequestFormIn } from "@/api/types";
import { EntitySelect } from "@/ui/entity-select";

import classes from "../settings.module.css";
import { useSave } from "../use-save";

const FIELDS = ["name", "phone", "email", "message"] as const;
type Values = Omit<RequestForm, "id" | "consent_version" | "url" | "script_url" | "embed_html">;

export function FormEditor({ form: known, onDone }: { form: RequestForm | null; onDone: () => void }) {
  const { t } = useLingui();
  const { pipelines, sources, campaigns } = useDictionaries();
  const blank = useBlankForm();
  const form = useForm<Values>({
    initialValues: known ? editable(known) : blank,
    validate: {
      name: (name) => (name.trim() ? null : t`Как называется?`),
      slug: (slug) => (/^[a-z0-9][a-z0-9-]*$/.test(slug) ? null : t`Латинские буквы, цифры и дефис`),
      title: (title) => (title.trim() ? null : t`Нужен заголовок`),
    },
  });
  const save = useSave({
    send: (body: RequestFormIn) =>
      known
        ? unwrap(api.PATCH("/forms/{form_id}", { params: { path: { form_id: known.id } }, body }))
        : unwrap(api.POST("/forms", { body })),
    stale: [["forms"]],
    onDone,
    onFields: form.setErrors,
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack>
        <div className={classes.fields}>
          <TextInput label={t`Название для себя`} required data-autofocus {...form.getInputProps("name")} />
          <TextInput label={t`Адрес: /f/…`} required {...form.getInputProps("slug")} />
          <Select
            label={t`Язык формы`}
            allowDeselect={false}
            data={[
              { value: "ru", label: "Русский" },
              { value: "en", label: "English" },
            ]}
            {...form.getInputProps("language")}
          />
          <EntitySelect
            label={t`Воронка`}
            required
            options={pipelines}
            value={form.values.pipeline}
            onChange={(id) => id !== null && form.setFieldValue("pipeline", id)}
            error={form.errors.pipeline ? String(form.errors.pipeline) : null}
          />
          <EntitySelect
            label={t`Источник`}
            options={sources}
            value={form.values.source}
            onChange={(id) => form.setFieldValue("source", id)}
            error={form.errors.source ? String(form.errors.source) : null}
          />
          <EntitySelect
            label={t`Кампания`}
            options={campaigns}
            value={form.values.campaign}
            onChange={(id) => form.setFieldValue("campaign", id)}
            error={form.errors.campaign ? String(form.errors.campaign) : null}
          />
        </div>
        <TextInput label={t`Заголовок`} required {...form.getInputProps("title")} />
        <Textarea label={t`Текст над формой`} autosize {...form.getInputProps("intro")} />
        <TextInput label={t`Надпись на кнопке`} required {...form.getInputProps("button")} />
        <Textarea label={t`Что сказать после отправки`} autosize {...form.getInputProps("thanks")} />
        <FieldSwitches
          values={form.values.fields}
          onChange={(fields) => form.setFieldValue("fields", fields)}
        />
        <Textarea
          label={t`Текст согласия`}
          description={t`Изменённый текст получает новую редакцию; прежние согласия остаются при своей.`}
          autosize
          minRows={2}
          {...form.getInputProps("consent_text")}
        />
        <TagsInput
          label={t`Сайты, где можно показывать форму`}
          description={t`Например https://example.com. Пусто — только её собственная страница.`}
          {...form.getInputProps("allowed_origins")}
        />
        <Switch label={t`Форма включена`} {...form.getInputProps("is_active", { type: "checkbox" })} />
        <div className={classes.end}>
          <Button variant="default" onClick={onDone}>{t`Отмена`}</Button>
          <Button type="submit" loading={save.isPending}>
            <Trans>Сохранить</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function FieldSwitches({
  values,
  onChange,
}: {
  values: Values["fields"];
  onChange: (fields: Values["fields"]) => void;
}) {
  const { t } = useLingui();
  const names = { name: t`Имя`, phone: t`Телефон`, email: t`Почта`, message: t`Сообщение` };
  return (
    <fieldset>
      <legend>{t`Поля`}</legend>
      {FIELDS.map((key) => {
        const field = values[key];
        return (
          <div key={key} className={classes.row}>
            <span className={classes.grow}>{names[key]}</span>
            <Checkbox
              label={t`Показывать`}
              checked={field.show}
              onChange={(event) =>
                onChange({
                  ...values,
                  [key]: {
                    show: event.currentTarget.checked,
                    required: field.required && event.currentTarget.checked,
                  },
                })
              }
            />
            <Checkbox
              label={t`Обязательно`}
              disabled={!field.show}
              checked={field.required}
              onChange={(event) =>
                onChange({ ...values, [key]: { ...field, required: event.currentTarget.checked } })
              }
            />
          </div>
        );
      })}
    </fieldset>
  );
}

function editable(form: RequestForm): Values {
  const {
    id: _id,
    consent_version: _version,
    url: _url,
    script_url: _script,
    embed_html: _embed,
    ...values
  } = form;
  return values;
}

function useBlankForm(): Values {
  const { t } = useLingui();
  const { language } = useMe();
  const { pipelines } = useDictionaries();
  return {
    name: "",
    slug: "",
    language,
    pipeline: pipelines.find((pipeline) => !pipeline.is_archived)?.id ?? 0,
    source: null,
    campaign: null,
    title: t`Оставьте заявку`,
    intro: "",
    button: t`Отправить`,
    thanks: "",
    fields: {
      name: { show: true, required: true },
      phone: { show: true, required: true },
      email: { show: true, required: false },
      message: { show: true, required: false },
    },
    consent_text: t`Соглашаюсь на обработку персональных данных для ответа на мою заявку.`,
    allowed_origins: [],
    is_active: true,
  };
}
