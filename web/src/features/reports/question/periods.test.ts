import { describe, expect, it } from "vitest";

import { dayAfter, dayBefore, presetRange } from "./periods";

describe("periods", () => {
  it("begin on the organisation's day, not on the viewer's", () => {
    const lateInMoscow = new Date("2026-11-30T22:30:00Z");

    expect(presetRange("month", lateInMoscow, "Europe/Moscow")).toEqual({ from: ["2026-12-01"] });
    expect(presetRange("month", lateInMoscow, "UTC")).toEqual({ from: ["2026-11-01"] });
  });

  it("are half-open", () => {
    expect(presetRange("last_month", new Date("2026-03-10T12:00:00Z"), "UTC")).toEqual({
      from: ["2026-02-01"],
      to: ["2026-03-01"],
    });
  });

  it("begin weeks on Monday, also on a Sunday and over the turn of a year", () => {
    const sunday = new Date("2027-01-03T12:00:00Z");

    expect(presetRange("week", sunday, "UTC")).toEqual({ from: ["2026-12-28"] });
    expect(presetRange("last_week", sunday, "UTC")).toEqual({ from: ["2026-12-21"], to: ["2026-12-28"] });
  });

  it("know the quarter and the year before", () => {
    const day = new Date("2026-02-10T12:00:00Z");

    expect(presetRange("last_quarter", day, "UTC")).toEqual({ from: ["2025-10-01"], to: ["2026-01-01"] });
    expect(presetRange("last_year", day, "UTC")).toEqual({ from: ["2025-01-01"], to: ["2026-01-01"] });
  });

  it("count today among the last seven days", () => {
    expect(presetRange("days7", new Date("2026-11-23T12:00:00Z"), "UTC")).toEqual({ from: ["2026-11-17"] });
  });

  it("step over the ends of months", () => {
    expect(dayAfter("2026-02-28")).toBe("2026-03-01");
    expect(dayBefore("2028-03-01")).toBe("2028-02-29");
  });
});
