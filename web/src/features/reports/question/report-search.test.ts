import { describe, expect, it } from "vitest";

import { type Asking, readQuestion, validateReportSearch } from "./report-search";

const asking: Asking = { today: new Date("2026-11-23T12:00:00Z"), timeZone: "UTC" };
const read = (search: Record<string, unknown>, more: Partial<Asking> = {}) =>
  readQuestion(validateReportSearch(search), { ...asking, ...more });

describe("the question of an address", () => {
  it("is the last ninety days by manager when nothing is said", () => {
    expect(read({}).query).toEqual({ from: ["2026-08-26"], group_by: ["manager"] });
  });

  it("holds at most two dimensions, each once, and none it does not know", () => {
    expect(read({ group_by: ["source", "source", "weather", "market", "team"] }).groups).toEqual([
      "source",
      "market",
    ]);
  });

  it("takes the words of its own report and no others, which the server would refuse", () => {
    const search = { mode: "in_order", step_from: "11" };

    expect(read(search).query).not.toHaveProperty("mode");
    expect(read(search, { own: ["mode", "step_from"] }).query).toMatchObject({
      mode: ["in_order"],
      step_from: ["11"],
    });
  });

  it("compares in time only what has a beginning, and with the team only managers", () => {
    expect(read({ compare: "previous" }).query.compare).toEqual(["previous"]);
    expect(read({ compare: "previous", preset: "all" }).query).not.toHaveProperty("compare");
    expect(read({ compare: "year", group_by: ["period"] }).query).not.toHaveProperty("compare");
    expect(read({ compare: "team", group_by: ["source"] }).query).not.toHaveProperty("compare");
    expect(read({ compare: "team" }).query.compare).toEqual(["team"]);
  });

  it("is about the first pipeline where one is meant, and about all when so asked", () => {
    expect(read({}, { pipeline: 1 }).query.pipeline).toEqual(["1"]);
    expect(read({ pipeline: "2" }, { pipeline: 1 }).query.pipeline).toEqual(["2"]);
    expect(read({ pipeline: "all" }, { pipeline: 1 }).query).not.toHaveProperty("pipeline");
  });
});
