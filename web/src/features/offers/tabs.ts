// The tabs of the offers screen and what each asks the server for.
import type { OfferState } from "@/api/types";

export const TABS = ["waiting", "drafts", "accepted", "declined", "over"] as const;
export type Tab = (typeof TABS)[number];

export const TAB_QUERY: Record<Tab, { state: OfferState[] }> = {
  waiting: { state: ["sent"] },
  drafts: { state: ["draft"] },
  accepted: { state: ["accepted"] },
  declined: { state: ["declined"] },
  over: { state: ["expired", "revoked"] },
};
