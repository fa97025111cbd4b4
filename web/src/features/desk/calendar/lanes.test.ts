import { describe, expect, it } from "vitest";

import { daysOf } from "./calendar-search";
import { lanesOf } from "./lanes";

describe("tasks that overlap", () => {
  it("stand side by side, and those that do not take the whole width", () => {
    expect(
      lanesOf([
        { from: 600, to: 660 },
        { from: 630, to: 700 },
        { from: 660, to: 690 },
        { from: 700, to: 730 },
      ]),
    ).toEqual([
      { lane: 0, of: 2 },
      { lane: 1, of: 2 },
      { lane: 0, of: 2 },
      { lane: 0, of: 1 },
    ]);
  });

  it("never share a lane at the same time, whatever their order", () => {
    const spans = Array.from({ length: 60 }, (_, index) => {
      const from = (index * 137) % 1300;
      return { from, to: from + 15 + ((index * 53) % 120) };
    });

    const lanes = lanesOf(spans);

    spans.forEach((one, a) =>
      spans.forEach((other, b) => {
        if (a < b && one.from < other.to && other.from < one.to) {
          expect(lanes[a]?.lane).not.toBe(lanes[b]?.lane);
          expect(lanes[a]?.of).toBe(lanes[b]?.of);
        }
      }),
    );
  });
});

describe("the days in sight", () => {
  it("are a week from Monday on, over the end of a month and a change of clocks", () => {
    expect(daysOf("week", "2026-11-01")).toEqual([
      "2026-10-26",
      "2026-10-27",
      "2026-10-28",
      "2026-10-29",
      "2026-10-30",
      "2026-10-31",
      "2026-11-01",
    ]);
    expect(daysOf("week", "2026-10-26")[0]).toBe("2026-10-26");
    expect(daysOf("day", "2026-10-26")).toEqual(["2026-10-26"]);
  });
});
