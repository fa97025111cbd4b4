// What other features bring to the deal's page. Each is a chunk of its own.
import { lazy } from "react";

import type { DealPart } from "@/features/deals/deal/deal-parts";

export const DEAL_PARTS: readonly DealPart[] = [
  {
    key: "offers",
    column: "steps",
    Part: lazy(async () => ({ default: (await import("@/features/offers/offers-panel")).OffersPanel })),
  },
];
