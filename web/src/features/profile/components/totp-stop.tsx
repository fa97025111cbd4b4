import { Button, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { useErrorText } from "@/ui/use-error-text";

import { useStopTotp } from "../queries";

export function TotpStop({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const stop = useStopTotp();
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    stop.mutate(password, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Trans>Выключить вход в два шага</Trans>}
      closeButtonProps={{ "aria-label": t`Закрыть` }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">
            <Trans>Останется только пароль. Запасные коды перестанут действовать.</Trans>
          </Text>
          <PasswordInput
            label={t`Пароль`}
            required
            data-autofocus
            autoComplete="current-password"
            visibilityToggleButtonProps={{ "aria-label": t`Показать пароль` }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={stop.isError && errorText(stop.error)}
          />
          <Button type="submit" color="red" loading={stop.isPending}>
            <Trans>Выключить</Trans>
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
