import { Radio, Stack } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useLingui } from "@lingui/react/macro";

import type { SetupIn } from "@/api/types";

export function SampleStep({ form }: { form: UseFormReturnType<SetupIn> }) {
  const { t } = useLingui();
  return (
    <Radio.Group pt="sm" label={t`С чего начать`} {...form.getInputProps("sample")}>
      <Stack gap="md" pt="xs">
        <Radio
          value="basics"
          label={t`С готовой воронкой`}
          description={t`Воронка из пяти этапов, источники, типы сделок и причины отказа. Всё можно переименовать.`}
        />
        <Radio
          value="empty"
          label={t`С чистого листа`}
          description={t`Воронку и причины отказа вы создадите сами в настройках.`}
        />
      </Stack>
    </Radio.Group>
  );
}
