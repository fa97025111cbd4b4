// The inbox's tabs and what each asks the server for.
import type { FilterValues } from "@/lib/search-params";

export const TABS = ["all", "waiting", "quarantined", "failed"] as const;
export type Tab = (typeof TABS)[number];

export const TAB_QUERY: Record<Tab, FilterValues> = {
  all: {},
  waiting: { pool: ["1"] },
  quarantined: { state: ["quarantined"] },
  failed: { state: ["failed", "received"] },
};
