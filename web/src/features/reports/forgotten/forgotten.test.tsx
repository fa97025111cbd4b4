import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { renderApp } from "@/testing/render-app";
import { figure, reportAnswer } from "@/testing/report-samples";
import { dealRow, page } from "@/testing/samples";

const HOUR = 3600;
const row = (name: string, open: number, forgotten: number, head: number, pool: number) => ({
  manager: { id: open, name },
  open,
  forgotten,
  share: forgotten / open,
  amount: forgotten * 1000,
  other_currency: 0,
  oldest_at: "2026-06-01T09:00:00Z",
  at_head: head,
  at_pool: pool,
  paused: 1,
  planned: 2,
  list: `/api/v1/reports/forgotten/deals?manager=${open}&cell=forgotten`,
});
const answer = (rows = [row("Анна", 40, 12, 5, 2), row("Борис", 20, 0, 0, 0)]) =>
  reportAnswer("forgotten", {
    figures: [
      figure("open", "Открытые", "deals", "neither"),
      figure("forgotten", "Забытые", "deals", "down"),
      figure("share", "Доля забытых", "share", "down"),
      figure("oldest_at", "Самая давняя", "time"),
    ],
    cells: ["forgotten", "open", "at_head", "at_pool"],
    rows,
    total: { ...row("", 60, 12, 5, 2), list: "/api/v1/reports/forgotten/deals?cell=forgotten" },
  });
const old = {
  ...dealRow({
    id: "d1",
    title: "Забытая всеми",
    can: { open: false, edit: false, assign: false, close: false },
  }),
  details: { silent_s: 60 * HOUR, limit_s: 24 * HOUR, level: 200 },
};

async function show(address = "/reports/forgotten") {
  const app = await renderApp(address, {
    routes: { "GET /reports/forgotten": answer(), "GET /reports/forgotten/deals": page([old]) },
  });
  await screen.findByRole("row", { name: /Всего/ });
  return app;
}

describe("forgotten deals", () => {
  it("puts the longest silent on top with its silence, its limit and whose step it is", async () => {
    await show();

    const item = within(await screen.findByRole("list", { name: "Самые давно забытые" })).getByRole(
      "listitem",
    );
    expect(item).toHaveTextContent("Забытая всеми");
    expect(item).toHaveTextContent("60 ч из 24 раб. ч");
    expect(item).toHaveTextContent("пора в пул");
  });

  it("leads nowhere from a colleague's deal that one may not open", async () => {
    await show();

    await screen.findByText("Забытая всеми");
    expect(screen.queryByRole("link", { name: "Забытая всеми" })).not.toBeInTheDocument();
  });

  it("divides what is forgotten by the steps of the ladder, so that they add up", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "Показать таблицей: Сколько забыто и чей это шаг" }));

    const table = within(screen.getByRole("table", { name: "Сколько забыто и чей это шаг" }));
    const cells = within(table.getByRole("row", { name: /Анна/ })).getAllByRole("cell");
    expect(cells.map((cell) => cell.textContent)).toEqual(["7", "3", "2", "12", "40"]);
    expect(table.queryByRole("row", { name: /Борис/ })).not.toBeInTheDocument();
  });

  it("is a state: no period is asked for, not even an old link's", async () => {
    const app = await show("/reports/forgotten?preset=month&from=2026-01-01&compare=previous");

    const asked = app.network.sent("GET", "/reports/forgotten")[0]?.query;
    expect(asked?.get("from")).toBeNull();
    expect(asked?.get("compare")).toBeNull();
    expect(screen.queryByRole("button", { name: /^Период/ })).not.toBeInTheDocument();
  });

  it("is looked at by type in one press", async () => {
    const app = await show();

    await app.user.click(screen.getByRole("radio", { name: "По типам" }));

    await waitFor(() =>
      expect(app.network.sent("GET", "/reports/forgotten").at(-1)?.query.getAll("group_by")).toEqual([
        "deal_type",
      ]),
    );
  });
});
