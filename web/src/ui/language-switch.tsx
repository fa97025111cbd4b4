import { SegmentedControl } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import { activateLanguage, type AppLanguage, LANGUAGES } from "@/lib/i18n";

const NAMES: Record<AppLanguage, string> = { ru: "Русский", en: "English" };

/** For people nobody knows yet: the choice stays in this browser. */
export function LanguageSwitch() {
  const { t, i18n } = useLingui();
  return (
    <SegmentedControl
      aria-label={t`Язык`}
      value={i18n.locale}
      onChange={(language) => void activateLanguage(language as AppLanguage)}
      data={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
    />
  );
}
