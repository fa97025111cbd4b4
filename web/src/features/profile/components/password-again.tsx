import { Button, PasswordInput, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

interface PasswordAgainProps {
  /** What the server said of the password tried last. */
  error: string | null;
  busy: boolean;
  onSubmit: (password: string) => void;
}

/** Some time after signing in a change of keys asks for the password once more. */
export function PasswordAgain({ error, busy, onSubmit }: PasswordAgainProps) {
  const { t } = useLingui();
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(password);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">
          <Trans>Вы вошли уже давно. Введите пароль, чтобы мы были уверены, что это вы.</Trans>
        </Text>
        <PasswordInput
          label={t`Пароль`}
          required
          data-autofocus
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": t`Показать пароль` }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={error}
        />
        <Button type="submit" loading={busy}>
          <Trans>Продолжить</Trans>
        </Button>
      </Stack>
    </form>
  );
}
