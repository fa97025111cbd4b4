import { Alert, Button, Modal, Stack, Text, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useEffect, useState } from "react";

import { ApiError } from "@/api/errors";
import { CopyField } from "@/ui/copy-field";
import { Failure } from "@/ui/failure";
import { Loading } from "@/ui/loading";
import { useErrorText } from "@/ui/use-error-text";

import { useConfirmTotp, useRefreshMe, useStartTotp } from "../queries";
import { PasswordAgain } from "./password-again";
import { RecoveryCodes } from "./recovery-codes";
import classes from "./totp-enrol.module.css";

/** QR → first code → recovery codes, which are shown only now. */
export function TotpEnrol({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const start = useStartTotp();
  const confirm = useConfirmTotp();
  const refreshMe = useRefreshMe();
  const [code, setCode] = useState("");
  const { mutate } = start;
  // Opening the window asks the server for a secret; a secret is made by the server, not by a click here.
  useEffect(() => mutate(undefined), [mutate]);
  const isProofNeeded = start.error instanceof ApiError && start.error.code === "password_needed";

  const close = () => {
    if (confirm.data) void refreshMe();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate(code.replace(/\s/g, ""));
  };

  return (
    <Modal
      opened
      onClose={close}
      title={<Trans>Вход в два шага</Trans>}
      closeButtonProps={{ "aria-label": t`Закрыть` }}
      closeOnClickOutside={false}
    >
      {confirm.data ? (
        <RecoveryCodes codes={confirm.data.recovery_codes} onDone={close} />
      ) : isProofNeeded || (start.variables !== undefined && !start.data) ? (
        <PasswordAgain
          error={start.isError && start.variables !== undefined ? errorText(start.error) : null}
          busy={start.isPending}
          onSubmit={(password) => start.mutate(password)}
        />
      ) : start.isError ? (
        <Failure error={start.error} onRetry={() => start.mutate(undefined)} />
      ) : !start.data ? (
        <Loading rows={3} />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <Text size="sm">
              <Trans>
                Отсканируйте код приложением-аутентификатором и введите шесть цифр, которые оно покажет.
              </Trans>
            </Text>
            <img
              className={classes.qr}
              alt={t`QR-код для приложения-аутентификатора`}
              src={`data:image/svg+xml;utf8,${encodeURIComponent(start.data.qr_svg)}`}
            />
            <CopyField label={t`Или введите ключ вручную`} value={start.data.secret} />
            {confirm.isError && (
              <Alert color="red" variant="light" role="alert">
                {errorText(confirm.error)}
              </Alert>
            )}
            <TextInput
              label={t`Код из приложения`}
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              data-autofocus
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button type="submit" loading={confirm.isPending}>
              <Trans>Включить</Trans>
            </Button>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
