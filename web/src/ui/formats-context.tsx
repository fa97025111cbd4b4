import { createContext, type ReactNode, useContext, useMemo } from "react";

import { createFormats, type Formats, type FormatSettings } from "@/lib/format";

const Context = createContext<Formats | null>(null);

export function FormatsProvider({
  locale,
  timeZone,
  currency,
  children,
}: FormatSettings & { children: ReactNode }) {
  const formats = useMemo(() => createFormats({ locale, timeZone, currency }), [locale, timeZone, currency]);
  return <Context value={formats}>{children}</Context>;
}

export function useFormats(): Formats {
  const formats = useContext(Context);
  if (!formats) throw new Error("useFormats outside FormatsProvider");
  return formats;
}
