// What differs between two versions of an offer. Lines are the same when their ids are, whatever else changed.
import type { OfferLine, OfferVersion } from "@/api/types";

export type LineChange = "same" | "changed" | "added" | "removed";

export interface ComparedLine {
  id: number;
  change: LineChange;
  before: OfferLine | undefined;
  after: OfferLine | undefined;
}

const TOLD = ["name", "note", "quantity", "price", "discount", "vat", "optional", "total"] as const;
const WORDS = ["title", "recipient", "intro", "terms", "valid_until", "is_vat_included"] as const;
export type Word = (typeof WORDS)[number];

/** Lines in the order of the later version; those that are gone stand at the end. */
export function compareLines(before: OfferVersion, after: OfferVersion): ComparedLine[] {
  const earlier = new Map(before.lines.map((line) => [line.id, line]));
  const kept = after.lines.map((line): ComparedLine => {
    const old = earlier.get(line.id);
    earlier.delete(line.id);
    if (!old) return { id: line.id, change: "added", before: undefined, after: line };
    const isSame = TOLD.every((name) => old[name] === line[name]);
    return { id: line.id, change: isSame ? "same" : "changed", before: old, after: line };
  });
  const gone = [...earlier.values()].map((line): ComparedLine => ({
    id: line.id,
    change: "removed",
    before: line,
    after: undefined,
  }));
  return [...kept, ...gone];
}

export const changedWords = (before: OfferVersion, after: OfferVersion): Word[] =>
  WORDS.filter((name) => before[name] !== after[name]);
