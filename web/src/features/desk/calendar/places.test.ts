import { describe, expect, it } from "vitest";

import { task } from "@/testing/desk-samples";

import { shifted, spanOf, timeAt } from "./places";

const BERLIN = "Europe/Berlin";

describe("a place on the calendar", () => {
  it("is the wall clock of the organisation, on the day clocks change too", () => {
    // 25 October 2026: after three in the morning summer time is over.
    expect(spanOf(task({ id: "a", due_at: "2026-10-25T09:00:00Z" }), BERLIN)).toEqual({ from: 600, to: 630 });
    expect(spanOf(task({ id: "a", due_at: "2026-10-24T08:00:00Z", duration_minutes: 90 }), BERLIN)).toEqual({
      from: 600,
      to: 690,
    });
  });

  it("never reaches beyond its day", () => {
    const late = task({ id: "a", due_at: "2026-11-24T22:45:00Z", duration_minutes: 120 });
    expect(spanOf(late, BERLIN)).toEqual({ from: 1425, to: 1440 });
  });

  it("moves by days and quarters, keeps the hour over a change of clocks, and steps over midnight", () => {
    const saturday = task({ id: "a", due_at: "2026-10-24T08:00:00Z" });
    expect(shifted(saturday, BERLIN, 1, 0)).toEqual({ day: "2026-10-25", time: "10:00" });
    expect(shifted(saturday, BERLIN, 0, -615)).toEqual({ day: "2026-10-23", time: "23:45" });
    expect(shifted(saturday, BERLIN, 0, 14 * 60)).toEqual({ day: "2026-10-25", time: "00:00" });
  });

  it("is a quarter of an hour wherever one lets go", () => {
    expect([timeAt(-20), timeAt(485), timeAt(9999)]).toEqual(["00:00", "10:00", "23:45"]);
  });
});
