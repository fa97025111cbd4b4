import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { renderApp } from "@/testing/render-app";
import { figure, reportAnswer } from "@/testing/report-samples";

const FIGURES = [
  figure("won", "Выиграно", "deals"),
  figure("valued", "С суммой", "deals", "neither"),
  figure("amount", "Сумма продаж", "money"),
  figure("mean", "Средний чек", "money"),
  figure("median", "Медианный чек", "money"),
  figure("gap", "Разрыв с командой", "money"),
  figure("gap_price", "Разрыв: цена", "money"),
];
const row = (name: string, median: number, valued: number) => ({
  manager: { id: valued, name },
  won: valued,
  valued,
  other_currency: 0,
  itemised: valued,
  amount: median * valued,
  mean: median,
  median,
  gap: 1000,
  gap_price: 700,
  gap_items: 500,
  gap_mix: -400,
  gap_discount: 200,
  list: "/api/v1/reports/checks/deals?cell=won",
});
const box = (median: number) => ({
  min: 1,
  p10: median / 2,
  p25: median * 0.8,
  median,
  p75: median * 1.2,
  p90: median * 2,
  max: median * 3,
});
const answer = (more: object = {}) =>
  reportAnswer("checks", {
    figures: FIGURES,
    cells: ["won", "valued"],
    rows: [row("Анна", 40_000, 30), row("Борис", 90_000, 4), row("Вера", 60_000, 25)],
    boxes: [box(40_000), box(90_000), box(60_000)],
    spread: { ratio: 1.5, variation: 0.3, managers: 3 },
    total: { ...row("", 52_000, 59), won: 62, other_currency: 1, cost_coverage: 0.88 },
    ...more,
  });

async function show(more?: object, address = "/reports/checks") {
  const app = await renderApp(address, { routes: { "GET /reports/checks": answer(more) } });
  await screen.findByRole("row", { name: /Всего/ });
  return app;
}

const asTable = async (app: Awaited<ReturnType<typeof show>>, title: string) => {
  await app.user.click(screen.getByRole("button", { name: `Показать таблицей: ${title}` }));
  return within(screen.getByRole("table", { name: title }));
};

describe("checks", () => {
  it("says what the figures do not speak of", async () => {
    await show();

    expect(screen.getByText(/Себестоимость неизвестна у 12\s% выручки/)).toBeVisible();
    expect(screen.getByText("1 сделка в другой валюте в суммы не вошла.")).toBeVisible();
    expect(screen.getByText("У 2 выигранных сделок нет суммы.")).toBeVisible();
  });

  it("puts boxes of few checks below the others, however large", async () => {
    const boxes = await asTable(await show(), "Размах чеков");

    expect(boxes.getAllByRole("rowheader").map((cell) => cell.textContent)).toEqual([
      "Вера",
      "Анна",
      "Борис",
    ]);
  });

  it("divides the gap into parts that add up to it", async () => {
    const gaps = await asTable(await show(), "Из чего разница с командой");

    const cells = within(gaps.getByRole("row", { name: /Анна/ })).getAllByRole("cell");
    const values = cells.map((cell) => Number(cell.textContent?.replace(/[^\d−-]/g, "").replace("−", "-")));
    expect(values.slice(0, 4).reduce((sum, value) => sum + value, 0)).toBe(values[4]);
  });

  it("asks for what is bought together only when it is looked at", async () => {
    const app = await show();
    expect(app.network.sent("GET", "/reports/checks")[0]?.query.get("detail")).toBeNull();
    const pair = {
      one: { id: 1, name: "Окна" },
      other: { id: 2, name: "Двери" },
      deals: 50,
      both: 17,
      rate: 0.34,
      team_deals: 50,
      team_both: 17,
      team_rate: 0.34,
    };
    app.network.set({ "GET /reports/checks": answer({ attached: [pair] }) });

    await app.user.click(screen.getByRole("radio", { name: "Категории вместе" }));

    const title = await screen.findByRole("button", { name: "Показать таблицей: Что берут вместе" });
    await waitFor(() =>
      expect(app.network.sent("GET", "/reports/checks").at(-1)?.query.get("detail")).toBe("categories"),
    );
    await app.user.click(title);
    expect(screen.getByRole("row", { name: /Окна/ })).toHaveTextContent(/34\s%/);
  });

  it("keeps the less usual figures one press away", async () => {
    const app = await show();
    expect(screen.queryByRole("columnheader", { name: /Разрыв: цена/ })).not.toBeInTheDocument();

    await app.user.click(screen.getByRole("button", { name: "Ещё 2 показателя" }));

    expect(screen.getByRole("columnheader", { name: /Разрыв: цена/ })).toBeVisible();
  });
});
