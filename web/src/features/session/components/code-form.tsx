import { Alert, Button, Stack, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import type { SignInResult } from "@/api/types";
import { useErrorText } from "@/ui/use-error-text";

import { useSecondStep } from "../queries";

interface CodeFormProps {
  onDone: (result: SignInResult) => void;
  onBack: () => void;
}

/** Six digits of an authenticator or a recovery code: one field takes both. */
export function CodeForm({ onDone, onBack }: CodeFormProps) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const second = useSecondStep();
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    second.mutate({ code: code.replace(/\s/g, "") }, { onSuccess: onDone });
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {second.isError && (
          <Alert color="red" variant="light" role="alert">
            {errorText(second.error)}
          </Alert>
        )}
        <TextInput
          size="sm"
          label={t`Код`}
          autoComplete="one-time-code"
          autoFocus
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" loading={second.isPending}>
          <Trans>Войти</Trans>
        </Button>
        <Button size="sm" variant="subtle" color="gray" onClick={onBack}>
          <Trans>Назад</Trans>
        </Button>
      </Stack>
    </form>
  );
}
