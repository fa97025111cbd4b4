import { describe, expect, it } from "vitest";

import { figure, reportAnswer } from "@/testing/report-samples";

import { besideTeam, listSearch, namedRows } from "./answer";

describe("an answer", () => {
  it("beside the team keeps what can be like it, and drops counts and sums", () => {
    const report = reportAnswer("checks", {
      figures: [figure("won", "", "deals"), figure("amount", "", "money"), figure("mean", "", "money")],
      rows: [{ compared: { won: 90, amount: 9_000, mean: 100 } }],
      total: { compared: { won: 90 } },
    });

    const shown = besideTeam(report, ["amount"]);

    expect(shown.rows[0]?.compared).toEqual({ won: null, amount: null, mean: 100 });
    expect(shown.total.compared).toBeNull();
  });

  it("names a row by its dimensions and judges its sample", () => {
    const row = {
      manager: { id: 1, name: "Анна" },
      source: { id: null, name: "Не указано" },
      won: 9,
      list: null,
    };

    const [named] = namedRows([row], ["manager", "source"], "won", (value) => value.name);

    expect(named).toMatchObject({ name: "Анна · Не указано", sample: 9, isSmall: true });
  });

  it("opens the list of a cell with the row's own question", () => {
    expect(listSearch("/api/v1/reports/x/deals?manager=1&manager=2&cell=won", "lost")).toEqual({
      manager: ["1", "2"],
      cell: ["lost"],
    });
  });
});
