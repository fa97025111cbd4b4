import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { Answer, refusal, type Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { figure, reportAnswer, reportInfo } from "@/testing/report-samples";
import { page } from "@/testing/samples";

import { mailedQuery } from "./use-mail-words";

const step = { from: { id: 11, name: "Новая" }, to: { id: 12, name: "Разговор" } };
const report = reportAnswer("conversion", {
  figures: [figure("entered", "Вошли", "deals")],
  cells: ["entered"],
  rows: [{ manager: { id: 1, name: "Анна" }, entered: 12, rate: null, list: null }],
  total: { entered: 12, rate: null, list: null, excluded: 0 },
  step,
  steps: [step],
  day_n: [],
});
const monday = {
  id: 5,
  name: "По понедельникам",
  report: "conversion",
  query: "",
  period: "last_week",
  every: "week",
  weekday: 0,
  hour: 9,
  next_at: "2026-11-30T06:00:00Z",
  sent_at: null,
  error: "",
};

async function open(mailings: object, more: Routes = {}) {
  const app = await renderApp("/reports/conversion?group_by=source", {
    routes: {
      "GET /reports": { ...page([reportInfo("conversion")]), dimensions: [] },
      "GET /reports/conversion": report,
      "GET /saved-views": page([]),
      "GET /report-mailings": mailings,
      ...more,
    },
  });
  await app.user.click(await screen.findByRole("button", { name: "Выгрузить" }));
  await app.user.click(await screen.findByText("Присылать по почте…"));
  await screen.findByRole("dialog");
  return app;
}

describe("a report by mail", () => {
  it("keeps the question and leaves out the period, which each mail has of its own", () => {
    const query = {
      from: ["2026-01-01"],
      to: ["2026-02-01"],
      group_by: ["manager", "source"],
      market: ["3"],
    };

    expect(new URLSearchParams(mailedQuery(query)).toString()).toBe(
      "group_by=manager&group_by=source&market=3",
    );
  });

  it("is ordered as the report is asked on the screen", async () => {
    const app = await open(
      { items: [], is_set_up: true },
      { "POST /report-mailings": new Answer(201, monday) },
    );

    await app.user.click(await screen.findByRole("button", { name: "Присылать" }));

    await waitFor(() => expect(app.network.sent("POST", "/report-mailings")).toHaveLength(1));
    expect(app.network.sent("POST", "/report-mailings")[0]?.body).toMatchObject({
      report: "conversion",
      query: "group_by=source&pipeline=1",
      period: "last_week",
      every: "week",
      hour: 9,
    });
  });

  it("says why an order was refused and keeps the form", async () => {
    const app = await open(
      { items: [], is_set_up: true },
      { "POST /report-mailings": refusal(422, "invalid", { name: "Too many." }) },
    );

    await app.user.click(await screen.findByRole("button", { name: "Присылать" }));

    expect(await screen.findByRole("alert")).toBeVisible();
    expect(screen.getByLabelText(/Тема письма/)).toBeVisible();
  });

  it("ends what was ordered before", async () => {
    const app = await open(
      { items: [monday], is_set_up: true },
      { "DELETE /report-mailings/:id": new Answer(204) },
    );

    await app.user.click(
      await screen.findByRole("button", { name: "Больше не присылать «По понедельникам»" }),
    );

    await waitFor(() => expect(app.network.sent("DELETE")).toHaveLength(1));
  });

  it("says who sets up the mail where it is not", async () => {
    await open({ items: [], is_set_up: false });

    expect(await screen.findByText(/PRITOK_SMTP_URL/)).toBeVisible();
  });
});
