import { Button, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";

import { CopyField } from "@/ui/copy-field";

export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useLingui();
  return (
    <Stack gap="md">
      <Text size="sm">
        <Trans>
          Готово. Сохраните запасные коды: каждый впустит вас один раз, если телефона не окажется рядом.
          Больше мы их не покажем.
        </Trans>
      </Text>
      <CopyField label={t`Запасные коды`} value={codes.join("\n")} multiline />
      <Button onClick={onDone}>
        <Trans>Коды сохранены</Trans>
      </Button>
    </Stack>
  );
}
