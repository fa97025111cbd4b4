import { ActionIcon, Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import { ApiError } from "@/api/errors";
import type { ContactFull, ContactPoint } from "@/api/types";
import { Icon } from "@/ui/icon";
import { Moment } from "@/ui/moment";
import { Section } from "@/ui/section";
import { useErrorText } from "@/ui/use-error-text";

import classes from "./clients.module.css";
import { useSaveContact } from "./queries";

interface Values {
  name: string;
  comment: string;
  points: ContactPoint[];
}

/** Name, ways to reach the person and a comment, edited in place and saved together. */
export function ContactFacts({ contact }: { contact: ContactFull }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const save = useSaveContact(contact.id);
  const form = useForm<Values>({
    initialValues: { name: contact.name, comment: contact.comment, points: contact.points },
    validate: { name: (name) => (name.trim() ? null : t`Как зовут?`) },
  });
  const submit = form.onSubmit((values) => {
    const points = values.points.filter((point) => point.value.trim());
    save.mutate(
      { version: contact.version, patch: { ...values, points } },
      {
        onSuccess: () => {
          form.resetDirty({ ...values, points });
          notifications.show({ color: "green", message: t`Сохранено` });
        },
        onError: (error) => {
          const fields = error instanceof ApiError ? error.fields : {};
          if (Object.keys(fields).length > 0) form.setErrors(fields);
          else notifications.show({ color: "red", message: errorText(error) });
        },
      },
    );
  });
  const disabled = !contact.can.edit;
  return (
    <Section title={<Trans>Данные</Trans>}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={t`Имя`} required disabled={disabled} {...form.getInputProps("name")} />
          {form.values.points.map((point, index) => (
            // Points have no id of their own; the place in the list is what identifies a line here.
            <PointLine
              key={`${point.kind}-${index}`}
              point={point}
              disabled={disabled}
              error={form.errors[`points.${index}.value`]}
              onChange={(value) => form.setFieldValue(`points.${index}.value`, value)}
              onRemove={() => form.removeListItem("points", index)}
            />
          ))}
          {contact.can.edit && (
            <Group>
              <Button
                variant="subtle"
                leftSection={<Icon name="phone" size={14} />}
                onClick={() => form.insertListItem("points", { kind: "phone", value: "", is_primary: false })}
              >
                <Trans>Ещё телефон</Trans>
              </Button>
              <Button
                variant="subtle"
                leftSection={<Icon name="mail" size={14} />}
                onClick={() => form.insertListItem("points", { kind: "email", value: "", is_primary: false })}
              >
                <Trans>Ещё почта</Trans>
              </Button>
            </Group>
          )}
          <Textarea
            label={t`Комментарий`}
            autosize
            minRows={2}
            disabled={disabled}
            {...form.getInputProps("comment")}
          />
          <Group justify="space-between">
            <span className={classes.soft}>
              {contact.owner && <Trans>Ведёт {contact.owner.name}</Trans>} · <Trans>добавлен</Trans>{" "}
              <Moment at={contact.created_at} as="date" />
            </span>
            {contact.can.edit && (
              <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
                <Trans>Сохранить</Trans>
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

interface PointLineProps {
  point: ContactPoint;
  disabled: boolean;
  error: ReactNode;
  onChange: (value: string) => void;
  onRemove: () => void;
}

function PointLine({ point, disabled, error, onChange, onRemove }: PointLineProps) {
  const { t } = useLingui();
  const isPhone = point.kind === "phone";
  return (
    <Group align="flex-end" wrap="nowrap">
      <TextInput
        className={classes.point}
        label={isPhone ? t`Телефон` : t`Почта`}
        type={isPhone ? "tel" : "email"}
        value={point.value}
        error={error}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
        leftSection={<Icon name={isPhone ? "phone" : "mail"} size={14} />}
      />
      {point.value && (
        <ActionIcon
          component="a"
          href={`${isPhone ? "tel" : "mailto"}:${point.value}`}
          aria-label={isPhone ? t`Позвонить ${point.value}` : t`Написать ${point.value}`}
        >
          <Icon name="external" />
        </ActionIcon>
      )}
      {!disabled && (
        <ActionIcon onClick={onRemove} aria-label={t`Убрать ${point.value}`}>
          <Icon name="trash" />
        </ActionIcon>
      )}
    </Group>
  );
}
