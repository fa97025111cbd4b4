import { Badge, Button, Checkbox, Modal, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { api, unwrap } from "@/api/client";
import { useDictionaries } from "@/api/dictionary-queries";
import type { CustomField, CustomFieldIn, CustomFieldKind, CustomFieldPatch } from "@/api/types";
import { Icon } from "@/ui/icon";
import { PageHead } from "@/ui/page-head";
import { EmptyState } from "@/ui/screen-state";
import { Section } from "@/ui/section";

import classes from "../settings.module.css";
import { useSave } from "../use-save";
import { EntryRow } from "../words/entry-row";

/** Fields the company adds to its deals; they can be filtered by like any other. */
export function FieldsPage() {
  const { t } = useLingui();
  const { custom_fields: fields } = useDictionaries();
  const [adding, setAdding] = useState(false);
  const kinds = useKindNames();
  const change = useSave({
    send: ({ id, ...body }: CustomFieldPatch & { id: number }) =>
      unwrap(api.PATCH("/custom-fields/{field_id}", { params: { path: { field_id: id } }, body })),
  });
  return (
    <>
      <PageHead
        title={t`Свои поля`}
        lead={
          <Trans>То, чего не хватает в карточке сделки именно вам. По этим полям можно фильтровать.</Trans>
        }
        actions={
          <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
            <Trans>Поле</Trans>
          </Button>
        }
      />
      <Section title={<Trans>Поля сделки</Trans>}>
        {fields.length === 0 && (
          <EmptyState icon="form" title={<Trans>Своих полей пока нет</Trans>}>
            <Trans>Например: номер договора, дата установки, уровень языка.</Trans>
          </EmptyState>
        )}
        <ul className={classes.rows}>
          {fields.map((field) => (
            <EntryRow
              key={field.id}
              entry={{ id: field.id, name: field.label, is_archived: field.is_archived }}
              onChange={({ name, is_archived }) =>
                change.mutate({
                  id: field.id,
                  ...(name ? { label: name } : {}),
                  ...(is_archived === undefined ? {} : { is_archived }),
                })
              }
            >
              <Badge color="gray">{kinds[field.kind]}</Badge>
              {field.kind === "choice" && <span className={classes.soft}>{field.choices.join(", ")}</span>}
              <Checkbox
                label={t`Обязательно`}
                checked={field.is_required}
                onChange={(event) =>
                  change.mutate({ id: field.id, is_required: event.currentTarget.checked })
                }
              />
            </EntryRow>
          ))}
        </ul>
      </Section>
      <Modal opened={adding} onClose={() => setAdding(false)} title={<Trans>Новое поле</Trans>}>
        <FieldForm onDone={() => setAdding(false)} />
      </Modal>
    </>
  );
}

function useKindNames(): Record<CustomFieldKind, string> {
  const { t } = useLingui();
  return { text: t`Текст`, number: t`Число`, date: t`Дата`, choice: t`Выбор из списка` };
}

function FieldForm({ onDone }: { onDone: () => void }) {
  const { t } = useLingui();
  const kinds = useKindNames();
  const form = useForm<Required<Pick<CustomField, "label" | "key" | "kind" | "choices" | "is_required">>>({
    initialValues: { label: "", key: "", kind: "text", choices: [], is_required: false },
    validate: {
      label: (label) => (label.trim() ? null : t`Как называется?`),
      key: (key) =>
        /^[a-z][a-z0-9_]{0,39}$/.test(key) ? null : t`Латинские буквы, цифры и «_», начиная с буквы`,
      choices: (choices, { kind }) =>
        kind !== "choice" || choices.length > 1 ? null : t`Нужно хотя бы два варианта`,
    },
  });
  const save = useSave({
    send: (body: CustomFieldIn) => unwrap(api.POST("/custom-fields", { body })),
    onDone,
    onFields: form.setErrors,
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack>
        <TextInput label={t`Название`} required data-autofocus {...form.getInputProps("label")} />
        <TextInput
          label={t`Ключ`}
          description={t`Имя поля в API и в адресах фильтров, например contract_number`}
          required
          {...form.getInputProps("key")}
        />
        <Select
          label={t`Вид`}
          allowDeselect={false}
          data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps("kind")}
        />
        {form.values.kind === "choice" && (
          <TagsInput
            label={t`Варианты`}
            placeholder={t`Напишите и нажмите Enter`}
            {...form.getInputProps("choices")}
          />
        )}
        <Checkbox
          label={t`Обязательно при создании сделки`}
          {...form.getInputProps("is_required", { type: "checkbox" })}
        />
        <div className={classes.end}>
          <Button variant="default" onClick={onDone}>{t`Отмена`}</Button>
          <Button type="submit" loading={save.isPending}>{t`Добавить`}</Button>
        </div>
      </Stack>
    </form>
  );
}
