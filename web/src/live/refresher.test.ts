import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { REFRESH_TABLE, staleKeys } from "./refresh-table";
import { createRefresher } from "./refresher";

describe("what a change makes old", () => {
  it("names the lists and the very deal", () => {
    expect(staleKeys({ position: 1, kind: "deal.won", deal: "d1" })).toEqual([
      ["deals"],
      ["desk"],
      ["deal", "d1"],
      ["requests"],
    ]);
  });

  it("has offers asked again with their deal", () => {
    expect(staleKeys({ position: 1, kind: "offer.opened", deal: "d1" })).toEqual([
      ["offers"],
      ["deals"],
      ["desk"],
      ["deal", "d1"],
    ]);
  });

  it("is told for every fact the journal knows", () => {
    const catalogue = readFileSync(resolve(import.meta.dirname, "../../../docs/reference/facts.md"), "utf8");
    const nouns = new Set([...catalogue.matchAll(/^### `(\w+)\./gm)].map(([, noun]) => noun));

    expect(nouns.size).toBeGreaterThan(10);
    expect(Object.keys(REFRESH_TABLE).toSorted()).toEqual([...nouns].toSorted());
  });

  it("refreshes the lists for a kind nobody has listed", () => {
    expect(staleKeys({ position: 1, kind: "novelty.happened" })).toContainEqual(["deals"]);
  });
});

describe("the refresher", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function watched() {
    const client = new QueryClient();
    const asked: unknown[] = [];
    vi.spyOn(client, "invalidateQueries").mockImplementation((filters) => {
      asked.push(filters?.queryKey ?? "everything");
      return Promise.resolve();
    });
    return { tell: createRefresher(client), asked, client };
  }

  it("asks each list once for a burst of changes", () => {
    const { tell, asked } = watched();

    for (const deal of ["d1", "d2", "d1"])
      tell({ type: "changed", change: { position: 1, kind: "deal.moved", deal } });
    vi.advanceTimersByTime(200);

    expect(asked).toEqual([["deals"], ["desk"], ["deal", "d1"], ["requests"], ["deal", "d2"]]);
  });

  it("refreshes reports on a tick and everything on a resync", () => {
    const { tell, asked } = watched();

    tell({ type: "tick", position: 1 });
    vi.advanceTimersByTime(200);
    tell({ type: "resync" });

    expect(asked).toEqual([["reports"], "everything"]);
  });

  it("asks once more for what was being read when the change came", async () => {
    const { tell, asked, client } = watched();
    vi.spyOn(client, "isFetching").mockReturnValueOnce(1).mockReturnValue(0);

    tell({ type: "changed", change: { position: 1, kind: "note.added", deal: "d1" } });
    await vi.advanceTimersByTimeAsync(1000);

    expect(asked).toEqual([
      ["deal", "d1"],
      ["deal", "d1"],
    ]);
  });

  it("does nothing when the stream only changes its status", () => {
    const { tell, asked } = watched();

    tell({ type: "status", status: "reconnecting" });
    vi.advanceTimersByTime(1000);

    expect(asked).toEqual([]);
  });
});
