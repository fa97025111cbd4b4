import { Button, Group, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { useMe, usePatchMe } from "@/api/session-queries";
import { Section } from "@/ui/section";
import { useErrorText } from "@/ui/use-error-text";

export function NameSection() {
  const { t } = useLingui();
  const me = useMe();
  const errorText = useErrorText();
  const patchMe = usePatchMe();
  const [name, setName] = useState(me.name);
  const save = (event: FormEvent) => {
    event.preventDefault();
    patchMe.mutate(
      { name: name.trim() },
      { onSuccess: () => notifications.show({ message: t`Имя сохранено` }) },
    );
  };
  return (
    <Section title={t`Имя`} lead={t`Так вас видят коллеги в сделках и отчётах.`}>
      <form onSubmit={save}>
        <Group align="flex-end">
          <TextInput
            label={t`Имя и фамилия`}
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={patchMe.isError && errorText(patchMe.error)}
            flex={1}
          />
          <Button
            type="submit"
            disabled={!name.trim() || name.trim() === me.name}
            loading={patchMe.isPending}
          >
            <Trans>Сохранить</Trans>
          </Button>
        </Group>
      </form>
    </Section>
  );
}
