// What a filter bar can filter by, and which query parameters each kind of field writes.

export interface FilterOption {
  value: string;
  label: string;
  hidden?: boolean;
}

/** One thing that can be filtered by. `key` is the query parameter; ranges use `key_min`/`key_max` or `key_from`/`key_to`. */
export type FilterField =
  | { kind: "choice"; key: string; label: string; options: FilterOption[]; single?: boolean }
  | { kind: "flag"; key: string; label: string }
  | { kind: "text"; key: string; label: string }
  | { kind: "dates"; key: string; label: string; suffixes?: readonly [string, string] }
  | { kind: "numbers"; key: string; label: string; suffixes?: readonly [string, string] };

/** The query parameters a field writes. */
export function keysOf(field: FilterField): string[] {
  if (field.kind === "dates") return (field.suffixes ?? ["_from", "_to"]).map((suffix) => field.key + suffix);
  if (field.kind === "numbers")
    return (field.suffixes ?? ["_min", "_max"]).map((suffix) => field.key + suffix);
  return [field.key];
}
