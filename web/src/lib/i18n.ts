// The interface language: which, kept where, loaded how. Catalogs arrive as their own chunks.
import { i18n } from "@lingui/core";

export const LANGUAGES = ["ru", "en"] as const;
export type AppLanguage = (typeof LANGUAGES)[number];

const KEPT = "pritok.language";

/** Kept choice of this browser, else the browser's own language, else Russian. */
export function initialLanguage(): AppLanguage {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages].filter(Boolean);
  for (const one of wanted) {
    const known = LANGUAGES.find((language) => one?.toLowerCase().startsWith(language));
    if (known) return known;
  }
  return "ru";
}

export async function activateLanguage(language: AppLanguage): Promise<void> {
  if (i18n.locale === language) return;
  const { messages } =
    language === "ru" ? await import("../locales/ru.po") : await import("../locales/en.po");
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
  localStorage.setItem(KEPT, language);
}
