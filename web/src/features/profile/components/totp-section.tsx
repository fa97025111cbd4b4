import { Badge, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";

import { useMe } from "@/api/session-queries";
import { Section } from "@/ui/section";

import { TotpEnrol } from "./totp-enrol";
import { TotpStop } from "./totp-stop";

export function TotpSection() {
  const { t } = useLingui();
  const me = useMe();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Section
      title={t`Вход в два шага`}
      lead={t`Кроме пароля понадобится код из приложения на телефоне: чужому одного пароля будет мало.`}
      actions={me.mfa ? <Badge color="green">{t`Включён`}</Badge> : <Badge color="gray">{t`Выключен`}</Badge>}
    >
      <Button variant={me.mfa ? "default" : "filled"} onClick={open}>
        {me.mfa ? <Trans>Выключить…</Trans> : <Trans>Включить…</Trans>}
      </Button>
      {opened && (me.mfa ? <TotpStop onClose={close} /> : <TotpEnrol onClose={close} />)}
    </Section>
  );
}
