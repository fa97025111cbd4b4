// The draft of an offer while it is typed.
import type { OfferLine, OfferLineIn, OfferPatch, OfferVersion } from "@/api/types";
import { emptyLine, isBlank, type LineDraft, lineSum, problemOf, toLine } from "@/ui/lines/line-drafts";

export interface OfferLineDraft extends LineDraft {
  note: string;
  optional: boolean;
  /** A rate in percent; nothing is without tax. */
  vat: number | "";
}

export interface OfferDraft {
  title: string;
  recipient: string;
  intro: string;
  terms: string;
  language: OfferVersion["language"];
  valid_until: string;
  is_vat_included: boolean;
  lines: OfferLineDraft[];
}

let made = 0;

/** A new line is taxed as the one before it. */
export const nextLine = (lines: readonly OfferLineDraft[]): OfferLineDraft => ({
  ...emptyLine(),
  note: "",
  optional: false,
  vat: lines.at(-1)?.vat ?? "",
});

export function draftOf(version: OfferVersion): OfferDraft {
  const { title, recipient, intro, terms, language, valid_until, is_vat_included } = version;
  const lines = version.lines.map(lineOf);
  return {
    title,
    recipient,
    intro,
    terms,
    language,
    valid_until,
    is_vat_included,
    lines: lines.length > 0 ? lines : [nextLine([])],
  };
}

const lineOf = (line: OfferLine): OfferLineDraft => ({
  key: `offer-line-${(made += 1)}`,
  id: line.id,
  product: line.product,
  name: line.name,
  quantity: line.quantity,
  price: line.price,
  discount: line.discount === 0 ? "" : line.discount,
  cost: line.cost,
  note: line.note,
  optional: line.optional,
  vat: line.vat ?? "",
});

export const filled = (draft: OfferDraft): OfferLineDraft[] => draft.lines.filter((line) => !isBlank(line));

export const isRight = (draft: OfferDraft): boolean =>
  draft.title.trim() !== "" && filled(draft).every((line) => problemOf(line) === null);

export const patchOf = (draft: OfferDraft): OfferPatch => ({
  ...draft,
  title: draft.title.trim(),
  lines: filled(draft).map((line): OfferLineIn => ({
    ...toLine(line),
    note: line.note,
    optional: line.optional,
    vat: line.vat === "" ? null : line.vat,
  })),
});

/** What the client pays, as near as the screen needs it; the server reckons exactly. */
export function totals(draft: OfferDraft): { must: number; all: number } {
  const paid = (line: OfferLineDraft) => {
    const sum = lineSum(line);
    return draft.is_vat_included || line.vat === "" ? sum : sum * (1 + line.vat / 100);
  };
  const add = (lines: OfferLineDraft[]) => lines.reduce((sum, line) => sum + paid(line), 0);
  return { must: add(filled(draft).filter((line) => !line.optional)), all: add(filled(draft)) };
}
