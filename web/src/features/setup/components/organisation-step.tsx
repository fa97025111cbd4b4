import { Select, Stack, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { SetupIn } from "@/api/types";

import { CURRENCIES, timeZones } from "../form";

export function OrganisationStep({ form }: { form: UseFormReturnType<SetupIn> }) {
  const { t, i18n } = useLingui();
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.locale, { type: "currency" });
    return CURRENCIES.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
  }, [i18n.locale]);
  const languages = [
    { value: "ru", label: "Русский" },
    { value: "en", label: "English" },
  ];
  return (
    <Stack gap="md" pt="sm">
      <TextInput
        label={t`Название организации`}
        required
        data-autofocus
        {...form.getInputProps("organisation.name")}
      />
      <Select
        label={t`Язык по умолчанию`}
        description={t`На нём придут формы и письма; каждый сотрудник выберет свой.`}
        data={languages}
        allowDeselect={false}
        {...form.getInputProps("organisation.language")}
      />
      <Select
        label={t`Валюта`}
        data={currencies}
        searchable
        allowDeselect={false}
        {...form.getInputProps("organisation.currency")}
      />
      <Select
        label={t`Часовой пояс`}
        description={t`По нему считаются рабочие дни, сроки ответа и все отчёты.`}
        data={timeZones()}
        searchable
        allowDeselect={false}
        limit={60}
        {...form.getInputProps("organisation.time_zone")}
      />
    </Stack>
  );
}
