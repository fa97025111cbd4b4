// What the wizard asks, step by step, and how an answer of the API finds the step its field is on.
import type { SetupIn } from "@/api/types";

export const STEPS = ["organisation", "admin", "sample"] as const;
export const MIN_PASSWORD = 10;

export const CURRENCIES = [
  "RUB",
  "KZT",
  "BYN",
  "UZS",
  "AMD",
  "GEL",
  "KGS",
  "TRY",
  "EUR",
  "USD",
  "GBP",
  "CNY",
];

export function initialSetup(code: string, language: "ru" | "en"): SetupIn {
  return {
    code,
    organisation: {
      name: "",
      language,
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      currency: language === "ru" ? "RUB" : "EUR",
    },
    admin: { name: "", email: "", password: "" },
    sample: "basics",
  };
}

/** The first step that holds one of the refused fields, so that the person lands on the mistake. */
export function stepOf(fields: Record<string, string>): number {
  const steps = STEPS.map((step) => Object.keys(fields).some((field) => field.startsWith(step)));
  return Math.max(0, steps.indexOf(true));
}

export function timeZones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([own, ...Intl.supportedValuesOf("timeZone"), "UTC"])];
}
