import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeEventSource } from "@/testing/fake-event-source";

import { type LiveMessage, openStream } from "./stream";

describe("the stream", () => {
  let said: LiveMessage[];
  let stop: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    said = [];
    stop = openStream({ url: "/api/v1/live", onMessage: (message) => said.push(message), firstDelayS: 1 });
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  it("passes changes on", () => {
    FakeEventSource.latest().open();
    FakeEventSource.latest().send("changed", { position: 7, kind: "deal.won", deal: "d1" });

    expect(said).toEqual([
      { type: "status", status: "live" },
      { type: "changed", change: { position: 7, kind: "deal.won", deal: "d1" } },
    ]);
  });

  it("lets the browser mend a short break by itself", () => {
    FakeEventSource.latest().open();
    FakeEventSource.latest().fail({ forGood: false });

    expect(FakeEventSource.count()).toBe(1);
    expect(said.at(-1)).toEqual({ type: "status", status: "reconnecting" });
  });

  it("goes on from where it was after a failure for good", async () => {
    FakeEventSource.latest().open();
    FakeEventSource.latest().send("tick", { position: 41 });
    FakeEventSource.latest().fail({ forGood: true });
    await vi.advanceTimersByTimeAsync(1600);

    expect(FakeEventSource.latest().url).toBe("/api/v1/live?last_event_id=41");
  });

  it("asks for everything when it comes back without knowing where it was", async () => {
    FakeEventSource.latest().open();
    FakeEventSource.latest().fail({ forGood: true });
    await vi.advanceTimersByTimeAsync(1600);
    FakeEventSource.latest().open();

    expect(FakeEventSource.count()).toBe(2);
    expect(said.map((one) => one.type)).toEqual(["status", "status", "resync", "status"]);
  });

  it("waits longer after each failure in a row", async () => {
    for (const waitMs of [1600, 3100]) {
      FakeEventSource.latest().fail({ forGood: true });
      await vi.advanceTimersByTimeAsync(waitMs);
    }
    FakeEventSource.latest().fail({ forGood: true });
    await vi.advanceTimersByTimeAsync(1900);

    expect(FakeEventSource.count()).toBe(3);
  });

  it("says goodbye without being asked twice", () => {
    const source = FakeEventSource.latest();
    stop();

    expect(source.readyState).toBe(FakeEventSource.CLOSED);
  });
});
