// Which cached answers a change makes old. The stream never edits a cache: it only says what to ask again.
import type { QueryKey } from "@tanstack/react-query";

export interface Change {
  position: number;
  kind: string;
  deal?: string;
  request?: string;
  contact?: string;
  company?: string;
}

type Stale = (change: Change) => QueryKey[];

const dealLists: Stale = (change) => [
  ["board"],
  ["deals"],
  ...(change.deal ? [["deal", change.deal]] : []),
];

/** By the noun of the fact's kind, the part before the dot: `deal.won` → `deal`. */
export const REFRESH_TABLE: Record<string, Stale> = {
  deal: (change) => [...dealLists(change), ["requests"]],
  note: (change) => (change.deal ? [["deal", change.deal]] : []),
  // Both a changed card ("contact.changed") and a call or message on a deal ("contact.made").
  contact: (change) => [["contacts"], ...(change.contact ? [["contact", change.contact]] : []), ...(change.deal ? dealLists(change) : [])],
  company: (change) => [["companies"], ...(change.company ? [["company", change.company]] : [])],
  consent: (change) => (change.contact ? [["contact", change.contact]] : []),
  assignment: (change) => [...dealLists(change), ["routing"], ["requests"]],
  routing: () => [["routing"], ["dictionaries"]],
  request: (change) => [["requests"], ...(change.deal ? dealLists(change) : [])],
  form: () => [["forms"]],
  pipeline: () => [["dictionaries"], ["deals"]],
  stage: () => [["dictionaries"], ["deals"]],
  entry: () => [["dictionaries"]],
  custom_field: () => [["dictionaries"]],
  spend: () => [],
  person: () => [["people"], ["dictionaries"], ["routing"]],
  team: () => [["teams"], ["people"], ["dictionaries"]],
  absence: () => [["absences"], ["people"], ["routing"]],
  organisation: () => [["organisation"], ["session"]],
  holiday: () => [["holidays"]],
  token: () => [["tokens"]],
  saved_view: () => [["saved-views"]],
  session: () => [],
  credentials: () => [],
  import: () => [["deals"], ["contacts"], ["dictionaries"]],
};

/** A noun nobody listed still refreshes the lists: a new kind of fact must never leave a screen old. */
const unknown: Stale = (change) => [...dealLists(change), ["requests"], ["dictionaries"]];

export function staleKeys(change: Change): QueryKey[] {
  const noun = change.kind.split(".")[0] ?? "";
  return (REFRESH_TABLE[noun] ?? unknown)(change);
}
