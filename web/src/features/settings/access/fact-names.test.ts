import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { expect, it } from "vitest";

import { FACT_NAMES } from "./fact-names";

it("names every fact the journal knows", () => {
  const catalogue = readFileSync(
    resolve(import.meta.dirname, "../../../../../docs/reference/facts.md"),
    "utf8",
  );
  const kinds = [...catalogue.matchAll(/^### `([\w.]+)`/gm)].map(([, kind]) => kind);

  expect(kinds.length).toBeGreaterThan(30);
  expect(Object.keys(FACT_NAMES).toSorted()).toEqual(kinds.toSorted());
});
