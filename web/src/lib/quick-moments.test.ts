import { describe, expect, it } from "vitest";

import { quickMomentOf, quickMoments } from "./quick-moments";

const BERLIN = "Europe/Berlin";

describe("the moments people plan for most", () => {
  it("are later today and mornings of the organisation, over a change of clocks too", () => {
    // Clocks go back in Berlin on 25 October 2026.
    expect(quickMoments(new Date("2026-10-24T08:10:00Z"), BERLIN)).toEqual({
      today: "2026-10-24T10:30:00.000Z",
      tomorrow: "2026-10-25T09:00:00.000Z",
      days3: "2026-10-27T09:00:00.000Z",
      week: "2026-10-31T09:00:00.000Z",
    });
  });

  it("leave today out when its evening is over", () => {
    expect(quickMoments(new Date("2026-11-24T21:30:00Z"), BERLIN).today).toBeUndefined();
  });

  it("are known again", () => {
    const now = new Date("2026-11-24T08:00:00Z");
    expect(quickMomentOf("2026-11-25T09:00:00Z", now, BERLIN)).toBe("tomorrow");
    expect(quickMomentOf("2026-11-25T09:30:00Z", now, BERLIN)).toBeNull();
  });
});
