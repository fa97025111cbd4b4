import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import { renderApp } from "@/testing/render-app";
import { figure, reportAnswer, reportInfo } from "@/testing/report-samples";
import { page } from "@/testing/samples";

const step = { from: { id: 11, name: "Новая" }, to: { id: 12, name: "Разговор" } };
const answer = reportAnswer("conversion", {
  figures: [figure("entered", "Вошли", "deals")],
  cells: ["entered"],
  rows: [{ manager: { id: 1, name: "Анна" }, entered: 12, rate: null, list: null }],
  total: { entered: 12, rate: null, list: null, excluded: 0 },
  step,
  steps: [step],
  day_n: [],
});
const catalogue = (info: object = {}) => ({ ...page([reportInfo("conversion", info)]), dimensions: [] });

async function open(address = "/reports/conversion", routes = {}) {
  const app = await renderApp(address, {
    routes: {
      "GET /reports": catalogue(),
      "GET /reports/conversion": answer,
      "GET /saved-views": page([]),
      ...routes,
    },
  });
  await screen.findByRole("row", { name: /Анна/ });
  return app;
}

const asked = (app: Awaited<ReturnType<typeof open>>) =>
  app.network.sent("GET", "/reports/conversion").at(-1)?.query;

describe("the head of a report", () => {
  it("takes days of one's own, the last one included", async () => {
    const app = await open();

    await app.user.click(screen.getByRole("button", { name: /^Период/ }));
    await app.user.clear(await screen.findByLabelText("С"));
    await app.user.type(screen.getByLabelText("С"), "2026-10-05");
    await app.user.clear(screen.getByLabelText("По"));
    await app.user.type(screen.getByLabelText("По"), "2026-10-09");
    await app.user.click(screen.getByRole("button", { name: "Показать эти дни" }));

    await waitFor(() => expect(asked(app)?.get("to")).toBe("2026-10-10"));
    expect(asked(app)?.get("from")).toBe("2026-10-05");
  });

  it("refuses days that end before they begin", async () => {
    const app = await open("/reports/conversion?from=2026-10-05&to=2026-10-10");

    await app.user.click(screen.getByRole("button", { name: /^Период/ }));
    await app.user.clear(await screen.findByLabelText("По"));
    await app.user.type(screen.getByLabelText("По"), "2026-10-01");

    expect(screen.getByText("Раньше начала")).toBeVisible();
  });

  it("compares with the period before", async () => {
    const app = await open();

    await app.user.click(screen.getByRole("combobox", { name: "Сравнить" }));
    await app.user.click(await screen.findByRole("option", { name: "С прошлым периодом" }));

    await waitFor(() => expect(asked(app)?.get("compare")).toBe("previous"));
    expect(app.address()).toContain("compare=previous");
  });

  it("breaks down by two dimensions", async () => {
    const app = await open();

    await app.user.click(screen.getByRole("combobox", { name: "и ещё по" }));
    await app.user.click(await screen.findByRole("option", { name: "Источник" }));

    await waitFor(() => expect(asked(app)?.getAll("group_by")).toEqual(["manager", "source"]));
  });

  it("gives the table as files with the same question", async () => {
    const app = await open("/reports/conversion?source=1");

    await app.user.click(screen.getByRole("button", { name: "Выгрузить" }));

    const csv = new URL((await screen.findByRole<HTMLAnchorElement>("menuitem", { name: "CSV" })).href);
    expect(csv.searchParams.get("format")).toBe("csv");
    expect(csv.searchParams.get("source")).toBe("1");
    expect(screen.getByRole("menuitem", { name: "Новая → Разговор" })).toBeVisible();
  });

  it("prints", async () => {
    const print = vi.fn();
    vi.stubGlobal("print", print);
    const app = await open();

    await app.user.click(screen.getByRole("button", { name: "Выгрузить" }));
    await app.user.click(await screen.findByRole("menuitem", { name: "Напечатать" }));

    expect(print).toHaveBeenCalledOnce();
  });

  it("keeps the question as a view of this report", async () => {
    const app = await open("/reports/conversion?source=1", { "POST /saved-views": { id: 1 } });

    await app.user.click(screen.getByRole("button", { name: "Виды" }));
    await app.user.click(await screen.findByRole("menuitem", { name: "Сохранить этот вид…" }));
    await app.user.type(await screen.findByLabelText(/Название вида/), "С сайта");
    await app.user.click(screen.getByRole("button", { name: "Сохранить" }));

    await waitFor(() =>
      expect(app.network.sent("POST", "/saved-views")[0]?.body).toMatchObject({
        screen: "reports/conversion",
        query: "source=1",
      }),
    );
  });

  it("lets the head of sales decide who is shown by name", async () => {
    const app = await open("/reports/conversion", {
      "GET /reports": catalogue({ may_set_view: true }),
      "PUT /reports/conversion/openness": { view: "anonymous" },
    });

    await app.user.click(await screen.findByRole("button", { name: /Кто как видит этот отчёт: Видно всем/ }));
    await app.user.click(await screen.findByRole("menuitem", { name: "Без имён" }));

    await waitFor(() =>
      expect(app.network.sent("PUT", "/reports/conversion/openness")[0]?.body).toEqual({ view: "anonymous" }),
    );
  });

  it("only tells it to everybody else", async () => {
    await open("/reports/conversion", { "GET /reports": catalogue({ view: "own" }) });

    expect(await screen.findByText("Я и медиана")).toBeVisible();
    expect(screen.queryByRole("button", { name: /Кто как видит/ })).not.toBeInTheDocument();
  });
});

describe("the start page", () => {
  it("answers each question with a figure, how much it is made of and how it moved", async () => {
    await renderApp("/reports", {
      routes: {
        "GET /reports": catalogue(),
        "GET /reports/conversion": reportAnswer("conversion", {
          figures: [figure("rate", "Конверсия", "share"), figure("entered", "Вошли", "deals")],
          rows: [
            { period: { id: "2026-11-09", name: "" }, rate: 0.2 },
            { period: { id: "2026-11-16", name: "" }, rate: 0.1, reason: { id: 1, name: "" } },
            { period: { id: "2026-11-16", name: "" }, rate: 0.2, reason: { id: 2, name: "" } },
          ],
          total: { rate: 0.25, entered: 400 },
        }),
      },
    });

    const card = within((await screen.findByText(/Кто превращает/)).closest("li") as HTMLElement);
    expect(await card.findByText(/25,0/)).toHaveTextContent("n 400");
    expect(card.getByRole("img", { name: /по неделям: 20,0\s%, 30,0\s%/ })).toBeVisible();
    expect(card.getByRole("link", { name: "Конверсия" })).toHaveAttribute("href", "/reports/conversion");
  });
});
