import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { renderApp } from "@/testing/render-app";
import { figure, reportAnswer } from "@/testing/report-samples";

const row = (name: string, onTime: number, breached: number, waiting: number) => ({
  manager: { id: onTime, name },
  requests: onTime + breached + waiting,
  answered: onTime,
  on_time: onTime,
  breached,
  waiting,
  rate: onTime / (onTime + breached),
  low: 0.5,
  high: 0.95,
  median_s: 600,
  p90_s: 5400,
  list: "/api/v1/reports/sla/deals?cell=requests",
});
const answer = reportAnswer("sla", {
  figures: [
    figure("requests", "Обращения", "deals", "neither"),
    figure("rate", "Доля в срок", "share"),
    figure("median_s", "Медиана первого ответа", "duration_s", "down"),
  ],
  cells: ["requests", "on_time", "breached", "waiting"],
  rows: [row("Анна", 30, 10, 5), row("Борис", 12, 12, 0), row("Вера", 1, 3, 9)],
  total: row("", 43, 25, 14),
  curve: [{ after_s: 600, share: 0.5 }],
});

async function show() {
  const app = await renderApp("/reports/sla", { routes: { "GET /reports/sla": answer } });
  await screen.findByRole("row", { name: /Всего/ });
  return app;
}

describe("answers in time", () => {
  it("puts beside the share only requests whose deadline has decided, not those that wait", async () => {
    await show();

    const table = within(screen.getByRole("table", { name: "Ответ в срок" }));
    expect(table.getByRole("row", { name: /Анна/ })).toHaveTextContent(/75,0\s%30 из 40/);
    expect(table.getByRole("row", { name: /Вера/ })).toHaveTextContent("пока мало: 4 из 10");
  });

  it("tells minutes as minutes and ranks the worst above", async () => {
    const { user } = await show();
    expect(screen.getByRole("row", { name: /Анна/ })).toHaveTextContent("10 мин");

    await user.click(screen.getByRole("button", { name: "Показать таблицей: Доля ответов в срок" }));

    const picture = within(screen.getByRole("table", { name: "Доля ответов в срок" }));
    expect(picture.getAllByRole("rowheader").map((cell) => cell.textContent)).toEqual([
      "Борис",
      "Анна",
      "Вера",
    ]);
  });

  it("asks about what was promised when so wished", async () => {
    const app = await show();

    await app.user.click(screen.getByRole("combobox", { name: "Срок" }));
    await app.user.click(await screen.findByRole("option", { name: "Обещанный клиенту" }));

    await waitFor(() =>
      expect(app.network.sent("GET", "/reports/sla").at(-1)?.query.get("deadline")).toBe("promise"),
    );
  });
});
