import { describe, expect, it } from "vitest";

import { queryFilters, readScreen, toSearch, validateDealsSearch } from "./deals-search";

const read = (search: Record<string, unknown>) => readScreen(validateDealsSearch(search));

describe("the address of the deals", () => {
  it("comes back the same after being read and written", () => {
    const search = {
      view: "list",
      source: ["1", "none"],
      mine: "1",
      cf_level: "Новичок",
      sort: "-amount",
      columns: "title,amount",
    };

    expect(toSearch(read(search))).toMatchObject({
      view: "list",
      source: ["1", "none"],
      mine: ["1"],
      cf_level: ["Новичок"],
      sort: "-amount",
      columns: "title,amount",
    });
  });

  it("drops what it does not know", () => {
    expect(toSearch(read({ hack: "1", sort: "password", view: "none" }))).not.toHaveProperty("hack");
    expect(read({ sort: "password" }).sort).toBe("-created_at");
  });

  it("turns days into the organisation's moments, the last day included", () => {
    const asked = queryFilters(
      read({ view: "list", created_from: "2026-11-01", created_to: "2026-11-30" }),
      "Europe/Moscow",
    );

    expect(asked).toEqual({
      created_from: ["2026-10-31T21:00:00.000Z"],
      created_to: ["2026-11-30T21:00:00.000Z"],
    });
  });

  it("asks a board only for what a board can show", () => {
    expect(queryFilters(read({ state: "lost", stage: "11", source: "1" }), "UTC")).toEqual({ source: ["1"] });
  });
});
