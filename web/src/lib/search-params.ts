// URL search ⇄ values. Repeated keys are lists (`?manager=1&manager=2`), exactly as the HTTP API reads
// them, so a query string can be sent to the server, saved as a view or pasted to a colleague unchanged.

export type SearchValues = Record<string, string | string[] | undefined>;

export function parseSearch(text: string): SearchValues {
  const values: SearchValues = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const known = values[key];
    if (known === undefined) values[key] = value;
    else values[key] = Array.isArray(known) ? [...known, value] : [known, value];
  }
  return values;
}

/** Empty strings, empty lists, null and undefined leave no trace in the URL. */
export function stringifySearch(values: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    const many: unknown[] = Array.isArray(value) ? value : [value];
    for (const one of many) {
      if (one === undefined || one === null || one === "") continue;
      params.append(key, String(one));
    }
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}

/** Filters as the screens hold them: every value a list of strings, unknown keys dropped. */
export type FilterValues = Record<string, string[]>;

export function readFilters(search: Record<string, unknown>, keys: readonly string[]): FilterValues {
  const filters: FilterValues = {};
  for (const [key, value] of Object.entries(search)) {
    if (!keys.includes(key) && !(key.startsWith("cf_") && keys.includes("cf_*"))) continue;
    const many: unknown[] = Array.isArray(value) ? value : [value];
    const texts = many.filter((one) => one !== undefined && one !== null && one !== "").map(String);
    if (texts.length > 0) filters[key] = texts;
  }
  return filters;
}

export function readText(search: Record<string, unknown>, key: string): string | undefined {
  const value = search[key];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === null || first === "" ? undefined : String(first);
}

export function readChoice<T extends string>(
  search: Record<string, unknown>,
  key: string,
  choices: readonly T[],
): T | undefined {
  const text = readText(search, key);
  return choices.find((choice) => choice === text);
}
