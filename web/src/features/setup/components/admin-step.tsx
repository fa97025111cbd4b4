import { PasswordInput, Stack, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useLingui } from "@lingui/react/macro";

import type { SetupIn } from "@/api/types";

import { MIN_PASSWORD } from "../form";

export function AdminStep({ form }: { form: UseFormReturnType<SetupIn> }) {
  const { t } = useLingui();
  return (
    <Stack gap="md" pt="sm">
      <TextInput
        label={t`Имя и фамилия`}
        required
        autoComplete="name"
        {...form.getInputProps("admin.name")}
      />
      <TextInput
        type="email"
        label={t`Почта`}
        description={t`С ней вы будете входить.`}
        required
        autoComplete="username"
        {...form.getInputProps("admin.email")}
      />
      <PasswordInput
        label={t`Пароль`}
        description={t`Не короче ${MIN_PASSWORD} знаков.`}
        required
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t`Показать пароль` }}
        {...form.getInputProps("admin.password")}
      />
    </Stack>
  );
}
