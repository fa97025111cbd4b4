import { readText } from "@/lib/search-params";

/** Whose desk is looked at; nobody named means one's own. */
export function readPerson(search: Record<string, unknown>): { person?: number } {
  const person = Number(readText(search, "person"));
  return Number.isInteger(person) && person > 0 ? { person } : {};
}
