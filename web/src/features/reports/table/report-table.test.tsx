import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { renderApp } from "@/testing/render-app";
import { figure, reportAnswer } from "@/testing/report-samples";

const FIGURES = [
  figure("entered", "Вошли", "deals", "neither"),
  figure("advanced", "Прошли", "deals"),
  figure("rate", "Конверсия", "share"),
  figure("lost", "Проиграно", "deals", "down"),
];
const list = "/api/v1/reports/conversion/deals?group_by=manager";
const row = (id: number, name: string, entered: number, advanced: number, lost: number, more = {}) => ({
  manager: { id, name },
  entered,
  advanced,
  rate: advanced / entered,
  low: null,
  high: null,
  open: 0,
  excluded: 0,
  index: null,
  lost,
  list: `${list}&manager=${id}&cell=entered`,
  ...more,
});
const step = { from: { id: 11, name: "Новая" }, to: { id: 12, name: "Разговор" } };

const answer = (rows: object[], more: object = {}) =>
  reportAnswer("conversion", {
    figures: FIGURES,
    cells: ["entered", "advanced", "lost"],
    rows,
    total: row(0, "", 60, 30, 12),
    step,
    steps: [step],
    day_n: [],
    ...more,
  });

async function show(rows: object[], more?: object) {
  const app = await renderApp("/reports/conversion?compare=previous", {
    routes: { "GET /reports/conversion": answer(rows, more) },
  });
  await screen.findByRole("row", { name: /Всего/ });
  return app;
}

const names = () =>
  within(screen.getByRole("table", { name: /Разговор/ }))
    .getAllByRole("rowheader")
    .map((cell) => cell.textContent?.replace(/пока.*/, ""));

describe("the table of a report", () => {
  it("sorts by any figure, both ways, and says so", async () => {
    const { user } = await show([row(1, "Анна", 20, 5, 9), row(2, "Борис", 40, 30, 3)]);

    await user.click(screen.getByRole("button", { name: "Проиграно" }));
    expect(names()).toEqual(["Анна", "Борис", "Всего"]);
    expect(screen.getByRole("columnheader", { name: /Проиграно/ })).toHaveAttribute(
      "aria-sort",
      "descending",
    );

    await user.click(screen.getByRole("button", { name: "Проиграно" }));
    expect(names()).toEqual(["Борис", "Анна", "Всего"]);
  });

  it("never lets a rate of two deals win, whichever way it is sorted", async () => {
    const { user } = await show([row(1, "Анна", 2, 2, 0), row(2, "Борис", 40, 30, 3)]);
    expect(names()).toEqual(["Борис", "Анна", "Всего"]);

    await user.click(screen.getByRole("button", { name: "Конверсия" }));

    expect(names()).toEqual(["Борис", "Анна", "Всего"]);
  });

  it("tells a change by arrow and word: fewer lost is better", async () => {
    await show([row(2, "Борис", 40, 30, 3, { compared: { rate: 0.5, lost: 5, entered: 40 } })]);

    const cells = within(screen.getByRole("row", { name: /Борис/ })).getAllByRole("cell");
    expect(cells[2]).toHaveTextContent(/25 п\. п\. лучше/);
    expect(within(cells[2] as HTMLElement).getByRole("img", { name: "больше на" })).toBeVisible();
    expect(cells[3]).toHaveTextContent(/2 лучше/);
    expect(within(cells[3] as HTMLElement).getByRole("img", { name: "меньше на" })).toBeVisible();
    expect(cells[0]).toHaveTextContent("столько же");
  });

  it("opens nothing where a colleague is not shown by name", async () => {
    await show([row(2, "Коллега 1", 40, 30, 3, { list: null })]);

    const hidden = screen.getByRole("row", { name: /Коллега 1/ });
    expect(within(hidden).queryByRole("link")).not.toBeInTheDocument();
    expect(hidden).toHaveTextContent("40");
  });

  it("puts the median beside the whole where one sees only oneself", async () => {
    await show([row(1, "Анна", 20, 5, 9)], { median: { entered: 31, rate: 0.4 } });

    expect(screen.getByRole("row", { name: /Медиана по менеджерам/ })).toHaveTextContent("31");
  });
});
