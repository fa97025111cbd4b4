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

const dealLists: Stale = (change) => [["deals"], ["desk"], ...(change.deal ? [["deal", change.deal]] : [])];
const dictionaries: Stale = () => [["dictionaries"]];
const nothing: Stale = () => [];

const contact: Stale = (change) => [
  ["contacts"],
  ...(change.contact ? [["contact", change.contact]] : []),
  // A logged conversation is a fact about its deal as well: it stops the answer clock.
  ...(change.deal ? [...dealLists(change), ["requests"]] : []),
];

/** By the noun of the fact's kind, the part before the dot: `deal.won` → `deal`. */
export const REFRESH_TABLE: Record<string, Stale> = {
  absence: () => [["absences"], ["people"], ["routing"]],
  assignment: (change) => [...dealLists(change), ["routing"], ["requests"]],
  automation: nothing,
  calendar_feed: () => [["calendar-feed"]],
  company: (change) => [["companies"], ...(change.company ? [["company", change.company]] : [])],
  consent: (change) => (change.contact ? [["contact", change.contact]] : []),
  contact,
  credentials: nothing,
  custom_field: dictionaries,
  deal: (change) => [...dealLists(change), ["requests"]],
  entry: dictionaries,
  form: () => [["forms"]],
  holiday: () => [["holidays"]],
  import: () => [["deals"], ["contacts"], ["companies"], ["requests"], ["dictionaries"]],
  // The list of losses to look through begins with "reports", which every tick refreshes.
  loss: dealLists,
  note: (change) => (change.deal ? [["deal", change.deal]] : []),
  // Opened counts as a contact with the client, and what was accepted becomes the lines of the deal.
  offer: (change) => [["offers"], ...dealLists(change)],
  organisation: () => [["organisation"], ["session"], ["report-catalogue"]],
  person: () => [["people"], ["teams"], ["dictionaries"], ["routing"], ["session"]],
  pipeline: () => [["dictionaries"], ["deals"], ["routing"]],
  recording: dealLists,
  report_mailing: nothing,
  request: (change) => [["requests"], ...(change.deal ? dealLists(change) : [])],
  routing: () => [["routing"], ["dictionaries"]],
  saved_view: () => [["saved-views"]],
  session: nothing,
  silence_limits: () => [["silence-limits"]],
  spend: nothing,
  stage: () => [["dictionaries"], ["deals"]],
  task: (change) => [["tasks"], ...dealLists(change)],
  team: () => [["teams"], ["people"], ["dictionaries"]],
  token: () => [["tokens"]],
};

/** A noun nobody listed still refreshes the lists: a new kind of fact must never leave a screen old. */
const unlisted: Stale = (change) => [...dealLists(change), ["requests"], ["dictionaries"]];

export function staleKeys(change: Change): QueryKey[] {
  const noun = change.kind.split(".")[0] ?? "";
  return (REFRESH_TABLE[noun] ?? unlisted)(change);
}
