import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { renderApp } from "@/testing/render-app";
import { figure, reportAnswer } from "@/testing/report-samples";

const done = (calls: number, more: object = {}) => ({
  calls,
  answered_calls: Math.floor(calls / 2),
  call_s: calls * 60,
  messages: 2,
  meetings: 0,
  offers_sent: 1,
  offers_opened: 40,
  tasks_done: 3,
  tasks_on_time: 2,
  notes: 0,
  recordings_heard: 0,
  active_days: 4,
  list: "/api/v1/reports/activity/deals?cell=calls",
  ...more,
});
const anna = { manager: { id: 1, name: "Анна" } };
const boris = { manager: { id: 2, name: "Борис" } };
const frame = {
  figures: [figure("calls", "Звонки", "number"), figure("active_days", "Рабочие дни в CRM", "number")],
  cells: ["calls", "messages"],
};
const answer = reportAnswer("activity", {
  ...frame,
  rows: [
    { ...anna, ...done(4) },
    { ...boris, ...done(9) },
  ],
  total: done(13),
});
const byWeek = reportAnswer("activity", {
  ...frame,
  group_by: ["manager", "period"],
  rows: [
    { ...anna, period: { id: "2026-11-09", name: "" }, ...done(1) },
    { ...anna, period: { id: "2026-11-16", name: "" }, ...done(3) },
    { ...boris, period: { id: "2026-11-16", name: "" }, ...done(9) },
  ],
  total: done(13),
});

async function show(address = "/reports/activity") {
  const app = await renderApp(address, {
    routes: {
      "GET /reports/activity": ({ query }: { query: URLSearchParams }) =>
        query.getAll("group_by").includes("period") ? byWeek : answer,
    },
  });
  await screen.findByRole("row", { name: /Всего/ });
  return app;
}

describe("activity", () => {
  it("draws each row's weeks, with a nought where nothing was done", async () => {
    await show();

    expect(await screen.findByRole("img", { name: "Анна, действий по неделям: 7, 9" })).toBeVisible();
    expect(screen.getByRole("img", { name: "Борис, действий по неделям: 0, 15" })).toBeVisible();
  });

  it("counts what managers did, not what clients opened", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "Показать таблицей: Что сделано" }));

    const table = within(screen.getByRole("table", { name: "Что сделано" }));
    expect(table.getAllByRole("rowheader").map((cell) => cell.textContent)).toEqual(["Борис", "Анна"]);
    expect(
      within(table.getByRole("row", { name: /Анна/ }))
        .getAllByRole("cell")
        .at(-1),
    ).toHaveTextContent("10");
  });

  it("asks for no weeks where rows have two dimensions already", async () => {
    const app = await show("/reports/activity?group_by=manager&group_by=source");

    expect(app.network.sent("GET", "/reports/activity")).toHaveLength(1);
    expect(screen.queryByRole("columnheader", { name: "По неделям" })).not.toBeInTheDocument();
  });
});
