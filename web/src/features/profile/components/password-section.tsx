import { Alert, Button, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";

import { ApiError } from "@/api/errors";
import { Section } from "@/ui/section";
import { useErrorText } from "@/ui/use-error-text";

import { useChangePassword } from "../queries";

const MIN_PASSWORD = 10;

export function PasswordSection() {
  const { t } = useLingui();
  const errorText = useErrorText();
  const change = useChangePassword();
  const form = useForm({
    initialValues: { current: "", new: "" },
    validate: {
      current: (value) => (value ? null : t`Введите нынешний пароль.`),
      new: (value) => (value.length >= MIN_PASSWORD ? null : t`Не короче ${MIN_PASSWORD} знаков.`),
    },
  });
  const submit = form.onSubmit((values) =>
    change.mutate(values, {
      onSuccess: () => {
        form.reset();
        notifications.show({ message: t`Пароль изменён. На других устройствах нужно войти заново.` });
      },
      onError: (error) => error instanceof ApiError && form.setErrors(error.fields),
    }),
  );
  const toggle = { "aria-label": t`Показать пароль` };

  return (
    <Section title={t`Пароль`} lead={t`После смены остальные сеансы завершатся.`}>
      <form noValidate onSubmit={submit}>
        <Stack gap="md" align="flex-start">
          {change.isError && (
            <Alert color="red" variant="light" role="alert">
              {errorText(change.error)}
            </Alert>
          )}
          <PasswordInput
            w={320}
            maw="100%"
            label={t`Нынешний пароль`}
            autoComplete="current-password"
            visibilityToggleButtonProps={toggle}
            {...form.getInputProps("current")}
          />
          <PasswordInput
            w={320}
            maw="100%"
            label={t`Новый пароль`}
            description={t`Не короче ${MIN_PASSWORD} знаков.`}
            autoComplete="new-password"
            visibilityToggleButtonProps={toggle}
            {...form.getInputProps("new")}
          />
          <Button type="submit" loading={change.isPending}>
            <Trans>Сменить пароль</Trans>
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
