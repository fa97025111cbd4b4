import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { renderApp } from "@/testing/render-app";
import { figure, reportAnswer } from "@/testing/report-samples";

const DAY = 86_400;
const row = (name: string, deals: number, days: number | null) => ({
  manager: { id: deals, name },
  deals,
  won: 5,
  lost: 9,
  open: deals - 14,
  excluded: 0,
  answered: deals,
  median_won_s: days === null ? null : days * DAY,
  p80_won_s: null,
  p90_won_s: null,
  median_lost_s: 3 * DAY,
  p80_lost_s: 5 * DAY,
  p90_lost_s: 9 * DAY,
  first_answer_median_s: 1800,
  queue_share: 0.1,
  ours_share: 0.25,
  clients_share: 0.6,
  paused_share: 0.05,
  median_won_if_s: null,
  list: "/api/v1/reports/cycle/deals?cell=deals",
});
const answer = reportAnswer("cycle", {
  figures: [
    figure("deals", "Сделок", "deals", "neither"),
    figure("median_won_s", "Медиана до продажи", "duration_s", "down"),
    figure("first_answer_median_s", "Медиана первого ответа", "duration_s", "down"),
  ],
  cells: ["deals", "won", "lost", "open"],
  rows: [row("Анна", 60, 12), row("Борис", 50, 7), row("Вера", 15, null)],
  total: row("", 125, 10),
  outcomes: [
    { day: 1, won: 0.05, lost: 0.1 },
    { day: 30, won: 0.31, lost: null },
  ],
  target: { ours_share: 0.18, managers: 4 },
});

async function show() {
  const app = await renderApp("/reports/cycle", { routes: { "GET /reports/cycle": answer } });
  await screen.findByRole("row", { name: /Всего/ });
  return app;
}

const asTable = async (app: Awaited<ReturnType<typeof show>>, title: string) => {
  await app.user.click(screen.getByRole("button", { name: `Показать таблицей: ${title}` }));
  return within(screen.getByRole("table", { name: title }));
};

describe("the cycle", () => {
  it("tells days by the calendar, but the first answer in working time", async () => {
    await show();

    const anna = within(screen.getByRole("table", { name: "Цикл сделки" })).getByRole("row", {
      name: /Анна/,
    });
    expect(anna).toHaveTextContent(/12 дн/);
    expect(anna).toHaveTextContent(/30 мин/);
  });

  it("puts the quickest to sell above, and who has not sold yet below", async () => {
    const spans = await asTable(await show(), "Сколько времени до конца");

    expect(spans.getAllByRole("rowheader").map((cell) => cell.textContent)).toEqual([
      "Борис",
      "Анна",
      "Вера",
    ]);
  });

  it("divides the whole time between us, the client, the queue and pauses", async () => {
    const whose = await asTable(await show(), "Чьё это было время");

    const cells = within(whose.getByRole("row", { name: /Анна/ })).getAllByRole("cell");
    const shares = cells.slice(0, 4).map((cell) => Number.parseFloat(cell.textContent ?? ""));
    expect(shares).toEqual([25, 60, 10, 5]);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
  });

  it("leaves unknown what has not been seen", async () => {
    const outcomes = await asTable(await show(), "Чем кончается к дню");

    expect(within(outcomes.getByRole("row", { name: /^30/ })).getAllByRole("cell")[1]).toHaveTextContent("—");
  });

  it("calls the better median a calculation", async () => {
    await show();

    expect(screen.getByText(/У лучшей четверти команды наше время — 18\s% цикла/)).toHaveTextContent(
      "не обещание",
    );
  });
});
