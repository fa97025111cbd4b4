import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { figure, reportAnswer } from "@/testing/report-samples";
import { dealRow, page, sessionOf } from "@/testing/samples";

const row = (name: string, labels: readonly number[], more: object = {}) => {
  const [never_contacted = 0, lost_after_silence = 0, no_offer = 0, offer_unopened = 0, worked_fully = 0] =
    labels;
  return {
    manager: { id: name.length, name },
    lost: labels.reduce((sum, one) => sum + one, 0),
    excluded: 2,
    amount: 10_000,
    other_currency: 0,
    expected_margin: 3_000,
    never_contacted,
    lost_after_silence,
    no_offer,
    offer_unopened,
    worked_fully,
    preventable: 0.4,
    touches: 2.5,
    silence_s: 7200,
    promised: 8,
    answered_in_time: 6,
    list: "/api/v1/reports/losses/deals?cell=lost",
    ...more,
  };
};
const answer = reportAnswer("losses", {
  figures: [
    figure("lost", "Проиграно", "deals", "down"),
    figure("silence_s", "Молчание", "duration_s", "down"),
  ],
  cells: ["lost", "never_contacted"],
  rows: [row("Анна", [3, 4, 0, 1, 12])],
  total: row("", [3, 4, 0, 1, 12]),
});
const byReason = reportAnswer("losses", {
  group_by: ["reason"],
  rows: [
    row("", [1, 0, 0, 0, 4], { reason: { id: 102, name: "Выбрали других" } }),
    row("", [2, 4, 0, 1, 8], { reason: { id: 101, name: "Дорого" } }),
  ],
  total: row("", [3, 4, 0, 1, 12]),
});
const loss = {
  ...dealRow({ id: "d1", title: "Окна на дачу", state: "lost", closed_at: "2026-11-20T09:00:00Z" }),
  loss_reason: { id: 101, name: "Дорого", group: { id: 1, name: "Клиент" } },
  loss_comment: "нашёл дешевле",
  card: {
    expected: 5000,
    furthest_stage: 12,
    in_time: false,
    label: "lost_after_silence",
    offers_opened: 0,
    offers_sent: 0,
    silence_s: 36 * 3600,
    touches: 2,
  },
};

async function show(who: "alice" | "henry", more: Routes = {}) {
  const app = await renderApp("/reports/losses", {
    routes: {
      "GET /session": sessionOf(who),
      "GET /reports/losses": ({ query }) => (query.getAll("group_by").includes("reason") ? byReason : answer),
      "GET /loss-reviews": page([loss]),
      "GET /loss-reviews/agreement": {
        items: [],
        total: { reviewed: 40, disagreed: 8, rate: 0.2, low: 0.1, high: 0.35 },
      },
      "PUT /loss-reviews/:id": { verdict: "confirmed", reviewed_at: "2026-11-23T09:00:00Z" },
      ...more,
    },
  });
  await screen.findByRole("row", { name: /Всего/ });
  return app;
}

const sent = (app: Awaited<ReturnType<typeof show>>) => app.network.sent("PUT", "/loss-reviews/d1")[0]?.body;

describe("lost deals", () => {
  it("says how they had been worked, in labels that add up to all", async () => {
    const { user } = await show("alice");
    await user.click(screen.getByRole("button", { name: "Показать таблицей: Как работали с проигранными" }));

    const table = within(screen.getByRole("table", { name: "Как работали с проигранными" }));
    const cells = within(table.getByRole("row", { name: /Анна/ })).getAllByRole("cell");
    expect(cells.map((cell) => cell.textContent)).toEqual(["3", "4", "0", "1", "12", "20"]);
  });

  it("lists the reasons, the most frequent first", async () => {
    const { user } = await show("alice");
    await user.click(await screen.findByRole("button", { name: "Показать таблицей: Из-за чего" }));

    const table = within(screen.getByRole("table", { name: "Из-за чего" }));
    expect(table.getAllByRole("rowheader").map((cell) => cell.textContent)).toEqual([
      "Дорого",
      "Выбрали других",
    ]);
  });

  it("keeps the review from those who are not in charge", async () => {
    const app = await show("alice");

    expect(screen.queryByRole("heading", { name: /Разобрать/ })).not.toBeInTheDocument();
    expect(app.network.sent("GET", "/loss-reviews")).toHaveLength(0);
  });
});

describe("the review of losses", () => {
  it("shows the reason beside how the deal had been worked, and confirms it", async () => {
    const app = await show("henry");

    const line = within(await screen.findByRole("list", { name: "Проигранные без разбора" })).getByRole(
      "listitem",
    );
    expect(line).toHaveTextContent("Клиент: Дорого");
    expect(line).toHaveTextContent(
      /после нашего молчания, контактов: 2, молчали до 36 раб. ч, первый ответ позже срока/,
    );
    await app.user.click(within(line).getByRole("button", { name: "Верно" }));

    await waitFor(() => expect(sent(app)).toEqual({ verdict: "confirmed" }));
  });

  it("changes the reason to another one, never to the same", async () => {
    const app = await show("henry");
    await app.user.click(await screen.findByRole("button", { name: "Другая причина" }));

    await app.user.click(await screen.findByRole("combobox", { name: "Верная причина" }));
    expect(screen.queryByRole("option", { name: "Дорого" })).not.toBeInTheDocument();
    await app.user.click(await screen.findByRole("option", { name: "Выбрали других" }));
    await app.user.click(screen.getByRole("button", { name: "Сменить причину" }));

    await waitFor(() => expect(sent(app)).toEqual({ verdict: "changed", reason: 102, comment: "" }));
  });

  it("returns a deal to work only after asking", async () => {
    const app = await show("henry");
    await app.user.click(await screen.findByRole("button", { name: "В работу" }));
    expect(sent(app)).toBeUndefined();

    await app.user.click(await screen.findByRole("button", { name: "Вернуть" }));

    await waitFor(() => expect(sent(app)).toEqual({ verdict: "returned" }));
  });

  it("says how often the reason was not agreed with", async () => {
    await show("henry");

    expect(await screen.findByText(/не согласились в 20\s% разборов \(n 40\)/)).toBeVisible();
  });
});
