import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";

import type { SignInResult } from "@/api/types";
import { useErrorText } from "@/ui/use-error-text";

import { useSignIn } from "../queries";

export function PasswordForm({ onDone }: { onDone: (result: SignInResult) => void }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const signIn = useSignIn();
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (value.includes("@") ? null : t`Введите почту целиком, с «@».`),
      password: (value) => (value ? null : t`Введите пароль.`),
    },
  });
  const toggle = { "aria-label": t`Показать пароль` };

  return (
    <form noValidate onSubmit={form.onSubmit((values) => signIn.mutate(values, { onSuccess: onDone }))}>
      <Stack gap="md">
        {signIn.isError && (
          <Alert color="red" variant="light" role="alert">
            {errorText(signIn.error)}
          </Alert>
        )}
        <TextInput
          size="sm"
          type="email"
          label={t`Почта`}
          autoComplete="username"
          autoFocus
          {...form.getInputProps("email")}
        />
        <PasswordInput
          size="sm"
          label={t`Пароль`}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps("password")}
        />
        <Button type="submit" size="sm" loading={signIn.isPending}>
          <Trans>Войти</Trans>
        </Button>
      </Stack>
    </form>
  );
}
