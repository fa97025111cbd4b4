import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { renderApp } from "@/testing/render-app";
import { figure, reportAnswer } from "@/testing/report-samples";

const DEAR = { id: 101, name: "Дорого" };
const OTHERS = { id: 102, name: "Выбрали других" };
const group = { id: 1, name: "Клиент" };
const row = (who: string, reason: object, lost: number, flag: number, residual: number) => ({
  manager: { id: who.length, name: who },
  reason,
  lost,
  excluded: 0,
  share: 0.3,
  amount: lost * 1000,
  expected: lost / 2,
  residual,
  lift: 1.8,
  q: 0.003,
  flag,
  list: "/api/v1/reports/refusals/deals?cell=lost",
});
const reason = (ref: object, lost: number, share: number) => ({
  reason: ref,
  reason_group: group,
  lost,
  share,
  amount: lost * 1000,
  list: "/api/v1/reports/refusals/deals?cell=lost",
});
const week = { share: 0.4, low: 0.2, high: 0.5 };
const answer = (more: object = {}) =>
  reportAnswer("refusals", {
    figures: [figure("lost", "Отказы", "deals", "down"), figure("flag", "Отметка", "number")],
    cells: ["lost", "excluded"],
    rows: [row("Анна", DEAR, 46, 1, 4), row("Борис", OTHERS, 20, 0, -1)],
    total: { lost: 66, excluded: 4, share: null, amount: 66_000, list: null },
    reasons: [reason(DEAR, 46, 0.7), reason(OTHERS, 20, 0.3)],
    halving: [{ reason: DEAR, deals: 3.24, low: 1.5, high: 4.8, amount: 120_000 }],
    absent: [{ manager: { id: 5, name: "Борис" }, reason: DEAR, expected: 9, q: 0.01 }],
    weeks: ["2026-11-09", "2026-11-16"],
    week_totals: [30, 36],
    trends: [
      { reason: OTHERS, centre: 0.3, alert: 0, weeks: [week, week] },
      { reason: DEAR, centre: 0.3, alert: 1, weeks: [week, { ...week, share: 0.8 }] },
    ],
    ...more,
  });

async function show(more?: object) {
  const app = await renderApp("/reports/refusals", { routes: { "GET /reports/refusals": answer(more) } });
  await screen.findByRole("row", { name: /Всего/ });
  return app;
}

const asTable = async (app: Awaited<ReturnType<typeof show>>, title: string) => {
  await app.user.click(screen.getByRole("button", { name: `Показать таблицей: ${title}` }));
  return within(screen.getByRole("table", { name: title }));
};

describe("refusals", () => {
  it("marks by a sign what chance does not explain, also where a reason is missing altogether", async () => {
    const map = await asTable(await show(), "Где причина встречается чаще, чем должна");

    expect(map.getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual([
      "Причина",
      "Анна",
      "Борис",
    ]);
    const cells = (name: string) =>
      within(map.getByRole("row", { name: new RegExp(name) }))
        .getAllByRole("cell")
        .map((cell) => cell.textContent);
    expect(cells("Дорого")).toEqual(["46 ▲", "0 ▼"]);
    expect(cells("Выбрали других")).toEqual(["—", "20"]);
  });

  it("shows how few reasons make most refusals", async () => {
    const reasons = await asTable(await show(), "Причины по убыванию");

    expect(reasons.getByRole("row", { name: /Дорого/ })).toHaveTextContent(/46.*70\s%/);
    expect(reasons.getByRole("row", { name: /Выбрали других/ })).toHaveTextContent(/100\s%/);
  });

  it("says what halving a reason would bring as a range, without margin to those who may not see costs", async () => {
    await show();

    const line = screen.getByText(/≈ \+3,2 сделки в месяц \(1,5 – 4,8\)/).closest("li");
    expect(line).toHaveTextContent(/продаж/);
    expect(line).not.toHaveTextContent(/маржи/);
  });

  it("tells the margin with its range to those who may", async () => {
    await show({ halving_margin: [90_000], halving_margin_range: [{ low: 40_000, high: 150_000 }] });

    expect(screen.getByText(/маржи/)).toHaveTextContent(/90.*40.*150/);
  });

  it("offers first the reason that left the limits of chance, and names it", async () => {
    await show();

    expect(screen.getByText("Вышли за пределы на последней неделе: Дорого.")).toBeVisible();
    expect(screen.getByRole("combobox", { name: "Причина" })).toHaveValue("! Дорого");
  });
});
