// Offers as the API gives them.
import type { Offer, OfferLine, OfferReading, OfferRow, OfferVersion } from "@/api/types";

import { CAST } from "./samples";

export function offerRow(changes: Partial<OfferRow> = {}): OfferRow {
  return {
    id: "o1",
    number: 12,
    deal: { id: "d1", name: "Курс Python" },
    owner: { id: 1, name: CAST.alice.name },
    state: "sent",
    version: 1,
    has_draft: false,
    title: "Коммерческое предложение",
    recipient: "ООО «Север»",
    amount: 49_900,
    currency: "RUB",
    valid_until: "2030-01-15",
    created_at: "2026-11-20T09:00:00Z",
    sent_at: "2026-11-20T10:00:00Z",
    openings: 0,
    first_opened_at: null,
    last_seen_at: null,
    is_being_read: false,
    ...changes,
  };
}

export function offerLine(changes: Partial<OfferLine> = {}): OfferLine {
  return {
    id: 1,
    product: 1,
    name: "Python с нуля",
    note: "",
    quantity: 1,
    price: 49_900,
    discount: 0,
    optional: false,
    vat: null,
    vat_amount: 0,
    total: 49_900,
    ...changes,
  };
}

export function offerVersion(changes: Partial<OfferVersion> = {}): OfferVersion {
  return {
    number: 1,
    language: "ru",
    title: "Коммерческое предложение",
    recipient: "ООО «Север»",
    intro: "",
    terms: "Предоплата",
    is_vat_included: true,
    valid_until: "2030-01-15",
    author: CAST.alice.name,
    sent_at: "2026-11-20T10:00:00Z",
    content_hash: "abcdef0123456789".repeat(4),
    lines: [offerLine()],
    net: 49_900,
    vat: 0,
    total: 49_900,
    total_with_options: 49_900,
    links: [],
    decline: null,
    ...changes,
  };
}

export function offerFull(changes: Partial<Offer> = {}): Offer {
  return {
    ...offerRow(),
    revision: 3,
    can: { edit: true },
    versions: [offerVersion()],
    readings: [],
    acceptance: null,
    ...changes,
  };
}

export function offerReading(changes: Partial<OfferReading> = {}): OfferReading {
  return {
    id: "r1",
    version: 1,
    link: 1,
    opened_at: "2026-11-20T11:00:00Z",
    last_seen_at: "2026-11-20T11:02:00Z",
    is_now: false,
    sections: { lines: 95, terms: 12 },
    ip: "203.0.113.5",
    user_agent: "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
    ...changes,
  };
}
