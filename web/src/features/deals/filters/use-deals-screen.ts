import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";

import { type DealsScreen, readScreen, toSearch } from "./deals-search";

/** The screen's state lives in the URL: reading it and changing it. */
export function useDealsScreen(): [DealsScreen, (change: Partial<DealsScreen>) => void] {
  const search = useSearch({ from: "/signed-in/deals" });
  const navigate = useNavigate();
  const screen = useMemo(() => readScreen(search), [search]);
  const change = (next: Partial<DealsScreen>) => {
    void navigate({ to: "/deals", search: toSearch({ ...screen, ...next }), replace: true });
  };
  return [screen, change];
}
