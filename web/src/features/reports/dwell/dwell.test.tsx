import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { renderApp } from "@/testing/render-app";
import { figure, reportAnswer } from "@/testing/report-samples";
import { page } from "@/testing/samples";

const HOUR = 3600;
const FIGURES = [
  figure("visits", "Пребываний", "number", "neither"),
  figure("median_s", "Медиана", "duration_s", "down"),
  figure("stuck", "Застряли", "deals", "down"),
];
const stay = (visits: number, hours: number | null, more: object = {}) => ({
  visits,
  median_s: hours === null ? null : hours * HOUR,
  p80_s: null,
  p90_s: null,
  longest_s: 90 * HOUR,
  open: 4,
  stuck: 2,
  returns: 0,
  ping_pong: 0,
  list: "/api/v1/reports/dwell/deals?cell=visits",
  ...more,
});
const FIRST = { id: 11, name: "Новая" };
const SECOND = { id: 12, name: "Разговор" };
const answer = reportAnswer("dwell", {
  figures: FIGURES,
  cells: ["visits", "open", "stuck"],
  rows: [
    { manager: { id: 1, name: "Анна" }, ...stay(40, 3.5) },
    { manager: { id: 2, name: "Борис" }, ...stay(30, null) },
  ],
  total: stay(70, 12),
  stages: [
    {
      stage: SECOND,
      ...stay(20, 30),
      box: [1, 2, 3, 4, null].map((one) => one && one * HOUR),
      curve: [[HOUR, 0.5]],
    },
    { stage: FIRST, ...stay(50, 2), box: [1, 2, 3, 4, 5].map((one) => one * HOUR), curve: [[HOUR, 0.6]] },
  ],
  by_stage: [
    [
      { stage: FIRST, ...stay(30, 2) },
      { stage: SECOND, ...stay(10, null) },
    ],
    [{ stage: FIRST, ...stay(20, 5) }],
  ],
  ways: [
    { start: FIRST, end: SECOND, stays: 25 },
    { start: SECOND, end: FIRST, stays: 3 },
    { start: SECOND, end: { id: "won", name: "Продажа" }, stays: 9 },
  ],
  norms: [
    { pipeline: { id: 1, name: "Продажи" }, stage: null, deal_type: null, norm_s: 8 * HOUR, cases: 200 },
    { pipeline: { id: 1, name: "Продажи" }, stage: SECOND, deal_type: null, norm_s: 20 * HOUR, cases: 64 },
  ],
  limits: [{ stage: FIRST, limit_s: 4 * HOUR }],
});

async function show() {
  const app = await renderApp("/reports/dwell", {
    routes: { "GET /reports/dwell": answer, "GET /reports/dwell/deals": page([]) },
  });
  await screen.findByRole("row", { name: /Всего/ });
  return app;
}

const asTable = async (app: Awaited<ReturnType<typeof show>>, title: string) => {
  await app.user.click(screen.getByRole("button", { name: `Показать таблицей: ${title}` }));
  return within(screen.getByRole("table", { name: title }));
};

describe("time in stages", () => {
  it("tells working hours, and 'more than' where half have not left yet", async () => {
    await show();

    const table = within(screen.getByRole("table", { name: "Время на этапах" }));
    expect(table.getByRole("row", { name: /Анна/ })).toHaveTextContent("3,5 раб. ч");
    expect(table.getByRole("row", { name: /Борис/ })).toHaveTextContent("> 90 раб. ч");
  });

  it("puts stages in the order of the pipeline, with a cell per row and stage", async () => {
    const map = await asTable(await show(), "Медиана времени на этапе");

    expect(map.getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual([
      "Менеджер",
      "Новая",
      "Разговор",
    ]);
    const anna = within(map.getByRole("row", { name: /Анна/ })).getAllByRole("cell");
    expect(anna.map((cell) => cell.textContent)).toEqual(["2 ч", "> 90 ч"]);
    expect(map.getByRole("row", { name: /Борис/ })).toHaveTextContent("—");
  });

  it("says the ways back in words, as streams only run forward", async () => {
    await show();

    expect(screen.getByText(/Назад, на рисунке их нет: Разговор → Новая: 3/)).toBeVisible();
  });

  it("tells where each limit comes from, and opens those beyond it", async () => {
    const app = await show();
    const limits = within(screen.getByRole("table", { name: "Пределы по этапам" }));

    expect(limits.getByRole("row", { name: /Новая/ })).toHaveTextContent(/4 раб. ч\s*задан вручную/);
    expect(limits.getByRole("row", { name: /Разговор/ })).toHaveTextContent(/20 раб. ч.*случаев: 64/);

    const first = limits.getByRole("row", { name: /Новая/ });
    await app.user.click(within(first).getByRole("button", { name: "2 из 4" }));

    await screen.findByText("За этим числом сделок нет");
    expect(app.network.sent("GET", "/reports/dwell/deals")[0]?.query.get("cell")).toBe("stuck");
  });
});
