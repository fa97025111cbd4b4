import { describe, expect, it } from "vitest";

import { nextDay, zonedDay } from "./zoned-day";

describe("a day of the organisation", () => {
  it("begins at its own midnight, whatever the browser's zone", () => {
    expect(zonedDay("2026-11-23", "Europe/Moscow")).toBe("2026-11-22T21:00:00.000Z");
    expect(zonedDay("2026-11-23", "America/New_York")).toBe("2026-11-23T05:00:00.000Z");
  });

  it("begins rightly on the day clocks change", () => {
    expect(zonedDay("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z");
    expect(zonedDay("2026-03-29", "Europe/Berlin", 9)).toBe("2026-03-29T07:00:00.000Z");
  });

  it("is followed by the next one over the end of a month", () => {
    expect(nextDay("2026-02-28")).toBe("2026-03-01");
  });
});
