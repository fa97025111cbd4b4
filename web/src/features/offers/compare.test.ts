import { expect, it } from "vitest";

import { offerLine, offerVersion } from "@/testing/offer-samples";

import { changedWords, compareLines } from "./compare";

it("tells what is new, what changed and what is gone, in the order of the later version", () => {
  const before = offerVersion({
    lines: [offerLine({ id: 1 }), offerLine({ id: 2, price: 100 }), offerLine({ id: 3, name: "Книга" })],
  });
  const after = offerVersion({
    lines: [offerLine({ id: 4, name: "Экзамен" }), offerLine({ id: 2, price: 90 }), offerLine({ id: 1 })],
  });

  expect(compareLines(before, after).map(({ id, change }) => [id, change])).toEqual([
    [4, "added"],
    [2, "changed"],
    [1, "same"],
    [3, "removed"],
  ]);
});

it("does not take a cost for a difference the client sees", () => {
  const before = offerVersion({ lines: [offerLine({ cost: 10 })] });
  const after = offerVersion({ lines: [offerLine({ cost: 20 })] });

  expect(compareLines(before, after).map(({ change }) => change)).toEqual(["same"]);
});

it("names the words that changed", () => {
  const before = offerVersion();

  expect(changedWords(before, { ...before, terms: "Рассрочка", valid_until: "2030-02-01" })).toEqual([
    "terms",
    "valid_until",
  ]);
});
