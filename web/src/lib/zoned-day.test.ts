import { describe, expect, it } from "vitest";

import { addDays, dayIn, nextDay, timeIn, zonedDay, zonedTime } from "./zoned-day";

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

  it("tells day and time back from a moment", () => {
    const at = zonedTime("2026-10-25", "09:30", "Europe/Berlin");

    expect(at).toBe("2026-10-25T08:30:00.000Z");
    expect([dayIn(at, "Europe/Berlin"), timeIn(at, "Europe/Berlin")]).toEqual(["2026-10-25", "09:30"]);
    expect([dayIn(at, "Asia/Tokyo"), timeIn(at, "Asia/Tokyo")]).toEqual(["2026-10-25", "17:30"]);
  });

  it("counts days over a change of clocks", () => {
    expect(addDays("2026-10-24", 2)).toBe("2026-10-26");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  });
});
