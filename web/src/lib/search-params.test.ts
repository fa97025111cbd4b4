import { describe, expect, it } from "vitest";

import { parseSearch, readChoice, readFilters, stringifySearch } from "./search-params";

describe("the address bar", () => {
  it("keeps lists as repeated keys, as the API reads them", () => {
    expect(stringifySearch({ manager: [1, 2], q: "Анна & Ко", state: "" })).toBe(
      "?manager=1&manager=2&q=%D0%90%D0%BD%D0%BD%D0%B0+%26+%D0%9A%D0%BE",
    );
    expect(parseSearch("?manager=1&manager=2&q=x")).toEqual({ manager: ["1", "2"], q: "x" });
  });

  it("drops filters nobody knows, but not custom fields", () => {
    const search = { manager: "1", evil: "1", cf_level: ["a", "b"], q: "" };

    expect(readFilters(search, ["manager", "q", "cf_*"])).toEqual({ manager: ["1"], cf_level: ["a", "b"] });
  });

  it("takes only listed choices", () => {
    expect(readChoice({ view: "board" }, "view", ["board", "list"])).toBe("board");
    expect(readChoice({ view: "x" }, "view", ["board", "list"])).toBeUndefined();
  });
});
