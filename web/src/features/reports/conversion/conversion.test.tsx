import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { ConversionReport } from "@/api/types";
import { FakeEventSource } from "@/testing/fake-event-source";
import { renderApp } from "@/testing/render-app";
import { figure, reportInfo } from "@/testing/report-samples";
import { CAST, dealRow, page } from "@/testing/samples";

const FIGURES = [
  figure("entered", "Дошли до этапа", "deals"),
  figure("advanced", "Прошли дальше", "deals"),
  figure("rate", "Конверсия", "share"),
  figure("low", "Нижняя граница", "share"),
  figure("high", "Верхняя граница", "share"),
  figure("open", "Ещё в работе", "deals", "neither"),
  figure("index", "Индекс", "index"),
];

const list = (manager: string) => `/api/v1/reports/conversion/deals?manager=${manager}&from=2026-09-01`;
const cell = {
  entered: 40,
  advanced: 10,
  rate: 0.25,
  low: 0.14,
  high: 0.4,
  open: 6,
  excluded: 0,
  index: 104,
  list: list("1"),
};

function report(changes: Partial<ConversionReport> = {}): ConversionReport {
  const step = { from: { id: 11, name: "Новая" }, to: { id: 12, name: "Разговор" } };
  return {
    key: "conversion",
    title: "Конверсия",
    group_by: ["manager"],
    definition: "Доля дошедших до следующего этапа.",
    as_of: "2026-11-23T09:00:00Z",
    position: 7,
    filters: {},
    cells: ["entered", "advanced", "open", "excluded"],
    figures: FIGURES,
    step,
    steps: [step],
    rows: [
      { ...cell, manager: { id: 1, name: CAST.alice.name } },
      {
        ...cell,
        entered: 4,
        advanced: 4,
        rate: 1,
        low: 0.5,
        high: 1,
        open: 0,
        index: null,
        list: list("2"),
        manager: { id: 2, name: CAST.bob.name },
      },
    ],
    total: {
      ...cell,
      entered: 44,
      advanced: 14,
      rate: 0.318,
      low: 0.2,
      high: 0.47,
      list: "/api/v1/reports/conversion/deals?from=2026-09-01",
    },
    total_matrix: [{ ...cell, step: 11, entered: 44, advanced: 14 }],
    day_n: [{ day: 7, rate: 0.21 }],
    ...changes,
  };
}

describe("conversion", () => {
  it("shows each manager's rate beside its n and its interval, and the whole below", async () => {
    await renderApp("/reports/conversion", { routes: { "GET /reports/conversion": report() } });

    const row = await screen.findByRole("row", { name: /Алиса Орлова/ });
    expect(within(row).getByRole("link", { name: "40" })).toBeVisible();
    expect(row).toHaveTextContent(/25,0\s%10 из 40/);
    expect(row).toHaveTextContent(/14\s% – 40\s%/);
    expect(screen.getByRole("row", { name: /Всего/ })).toHaveTextContent("44");
  });

  it("says that four deals are too few, and ranks them below those that are enough", async () => {
    await renderApp("/reports/conversion", { routes: { "GET /reports/conversion": report() } });

    expect(await screen.findByRole("row", { name: /Борис Ким/ })).toHaveTextContent("пока мало: 4 из 10");
    const rows = screen.getAllByRole("row").map((row) => row.textContent);
    expect(rows.findIndex((text) => text?.includes("Борис"))).toBeGreaterThan(
      rows.findIndex((text) => text?.includes("Алиса")),
    );
    expect(screen.getByRole("row", { name: /Алиса Орлова/ })).not.toHaveTextContent("пока мало");
  });

  it("opens the list behind a number with the row's own filter", async () => {
    const app = await renderApp("/reports/conversion", {
      routes: {
        "GET /reports": { ...page([reportInfo("conversion", { figures: FIGURES })]), dimensions: [] },
        "GET /reports/conversion": report(),
        "GET /reports/conversion/deals": page([dealRow({ id: "d1", title: "Окна на дачу" })]),
      },
    });

    await app.user.click(
      within(await screen.findByRole("row", { name: /Алиса Орлова/ })).getByRole("link", { name: "10" }),
    );

    expect(await screen.findByText("Окна на дачу")).toBeVisible();
    expect(screen.getByRole("heading", { name: "Алиса Орлова" })).toBeVisible();
    expect(await screen.findByText("Прошли дальше")).toBeVisible();
    const asked = app.network.sent("GET", "/reports/conversion/deals")[0]?.query;
    expect(asked?.get("manager")).toBe("1");
    expect(asked?.get("cell")).toBe("advanced");
  });

  it("asks again when something changed somewhere", async () => {
    const app = await renderApp("/reports/conversion", { routes: { "GET /reports/conversion": report() } });
    await screen.findByRole("row", { name: /Алиса Орлова/ });
    const before = app.network.sent("GET", "/reports/conversion").length;
    app.network.set({ "GET /reports/conversion": report({ total: { ...report().total, entered: 45 } }) });

    FakeEventSource.latest().send("tick", { position: 8 });

    expect(await screen.findByRole("link", { name: "45" })).toBeVisible();
    expect(app.network.sent("GET", "/reports/conversion").length).toBeGreaterThan(before);
  });

  it("teaches what to do where the period holds no deals", async () => {
    const empty = { ...report().total, entered: 0, advanced: 0, rate: null, low: null, high: null };
    await renderApp("/reports/conversion", {
      routes: { "GET /reports/conversion": report({ rows: [], total: empty }) },
    });

    expect(await screen.findByText("В этом периоде сделок нет")).toBeVisible();
  });

  it("asks in the mode and grouping of the address", async () => {
    const app = await renderApp("/reports/conversion?mode=in_order&group_by=source&preset=all", {
      routes: { "GET /reports/conversion": report() },
    });

    const asked = app.network.sent("GET", "/reports/conversion")[0]?.query;
    expect(asked?.get("mode")).toBe("in_order");
    expect(asked?.getAll("group_by")).toEqual(["source"]);
    expect(asked?.get("from")).toBeNull();
  });

  it("shows the whole funnel as a table for those who do not look at pictures", async () => {
    const app = await renderApp("/reports/conversion", { routes: { "GET /reports/conversion": report() } });

    await app.user.click(await screen.findByRole("button", { name: "Показать таблицей: Вся воронка" }));

    const table = within(screen.getByRole("table", { name: "Вся воронка" }));
    expect(table.getByRole("row", { name: /Новая/ })).toHaveTextContent("44");
  });
});
