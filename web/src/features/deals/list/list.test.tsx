import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { DealPatch } from "@/api/types";
import { Answer, refusal, type Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { dealFull, dealRow, page, sessionOf } from "@/testing/samples";

const ROWS = [
  dealRow({ id: "1", title: "Курс Python", amount: 1000 }),
  dealRow({
    id: "2",
    title: "Абонемент",
    amount: 500,
    can: { open: true, edit: true, assign: true, close: true },
  }),
];

function listOf(rows = ROWS, more: Routes = {}): Routes {
  return { "GET /deals": page(rows), "GET /saved-views": page([]), ...more };
}

const row = async (title: string) =>
  (await screen.findByRole("link", { name: title })).closest<HTMLElement>("[role=row]")!;

describe("the list of deals", () => {
  it("asks the server for the filters, custom fields and order of the address", async () => {
    const { network } = await renderApp(
      "/deals?view=list&state=won&state=lost&cf_level=Новичок&sort=-amount",
      { routes: listOf() },
    );
    await row("Курс Python");

    const { query } = network.sent("GET", "/deals")[0]!;

    expect(query.getAll("state")).toEqual(["won", "lost"]);
    expect(query.get("cf_level")).toBe("Новичок");
    expect(query.get("sort")).toBe("-amount");
  });

  it("sorts by pressing a column's head", async () => {
    const { user, address } = await renderApp("/deals?view=list", { routes: listOf() });
    await row("Курс Python");

    await user.click(screen.getByRole("button", { name: "Сумма" }));

    await waitFor(() => expect(address()).toContain("sort=amount"));
  });

  it("draws only a window of the rows and tells the whole count", async () => {
    const rows = Array.from({ length: 100 }, (_, index) =>
      dealRow({ id: String(index), title: `Сделка ${index}` }),
    );
    await renderApp("/deals?view=list", {
      routes: listOf(rows, { "GET /deals": { items: rows, next: "more", total: 12_345 } }),
    });
    await row("Сделка 0");

    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    expect(screen.getByText(/12 345 сделок/)).toBeInTheDocument();
    expect(screen.getByText(/Сумма первых 100/)).toBeInTheDocument();
  });

  it("edits the amount in place against the version seen", async () => {
    const { user, network } = await renderApp("/deals?view=list", {
      routes: listOf(ROWS, { "PATCH /deals/:id": dealFull({ id: "1", amount: 2500 }) }),
    });

    await user.click(within(await row("Курс Python")).getByRole("button", { name: "Изменить: Сумма" }));
    const input = screen.getByRole("textbox", { name: "Сумма" });
    await user.clear(input);
    await user.type(input, "2500{Enter}");

    await waitFor(() => expect(network.sent("PATCH", "/deals/1")).toHaveLength(1));
    const [sent] = network.sent("PATCH", "/deals/1");
    expect(sent?.body).toEqual({ amount: 2500 });
    expect(sent?.headers.get("If-Match")).toBe('"1"');
  });

  it("sends nothing when the edit is given up", async () => {
    const { user, network } = await renderApp("/deals?view=list", { routes: listOf() });

    await user.click(within(await row("Курс Python")).getByRole("button", { name: "Изменить: Название" }));
    await user.type(screen.getByRole("textbox", { name: "Название" }), "другое{Escape}");

    expect(await screen.findByRole("link", { name: "Курс Python" })).toBeInTheDocument();
    expect(network.sent("PATCH")).toHaveLength(0);
  });

  it("keeps only the chosen fields of a refused edit", async () => {
    const patches: DealPatch[] = [];
    const stale = new Answer(409, {
      code: "stale",
      message: "",
      fields: {},
      request_id: "r",
      difference: { title: { yours: "Новое", current: "Чужое" } },
      version: 5,
    });
    const routes = listOf(ROWS, {
      "PATCH /deals/:id": ({ body, headers }: { body: unknown; headers: Headers }) => {
        patches.push(body as DealPatch);
        return headers.get("If-Match") === '"5"' ? dealFull({ id: "1" }) : stale;
      },
    });
    const { user } = await renderApp("/deals?view=list", { routes });
    await user.click(within(await row("Курс Python")).getByRole("button", { name: "Изменить: Название" }));
    const input = screen.getByRole("textbox", { name: "Название" });
    await user.clear(input);
    await user.type(input, "Новое{Enter}");

    const dialog = await screen.findByRole("dialog", { name: "Сделку уже изменили" });
    expect(within(dialog).getByText("Чужое")).toBeInTheDocument();
    await user.click(within(dialog).getByRole("radio", { name: "Моё" }));
    await user.click(within(dialog).getByRole("button", { name: "Сохранить выбранное" }));

    await waitFor(() => expect(patches).toEqual([{ title: "Новое" }, { title: "Новое" }]));
  });

  it("shows deal by deal what a bulk change could not do", async () => {
    const routes = listOf(ROWS, {
      "GET /session": sessionOf("henry"),
      "POST /deals/bulk": {
        changed: 1,
        refused: [{ id: "2", code: "deal_closed", message: "The deal is closed." }],
      },
    });
    const { user, network } = await renderApp("/deals?view=list", { routes });
    await row("Курс Python");
    await user.click(screen.getByRole("checkbox", { name: "Выбрать все загруженные" }));
    await user.click(screen.getByRole("button", { name: "Переместить" }));
    await user.click(await screen.findByRole("menuitem", { name: "Договор" }));

    const dialog = await screen.findByRole("dialog", { name: "Изменены не все" });

    expect(within(dialog).getByText("Абонемент")).toBeInTheDocument();
    expect(within(dialog).getByText("Сделка закрыта. Сначала верните её в работу.")).toBeInTheDocument();
    expect(network.sent("POST", "/deals/bulk")[0]?.body).toEqual({
      ids: ["1", "2"],
      action: "move",
      stage: 14,
    });
  });

  it("loses many deals only with a reason", async () => {
    const { user, network } = await renderApp("/deals?view=list", {
      routes: listOf(ROWS, { "POST /deals/bulk": { changed: 1, refused: [] } }),
    });
    await row("Курс Python");
    await user.click(screen.getByRole("checkbox", { name: "Выбрать: Курс Python" }));
    await user.click(screen.getByRole("button", { name: "Проиграны…" }));
    const dialog = await screen.findByRole("dialog", { name: "Почему проиграли?" });

    await user.click(within(dialog).getByRole("button", { name: "Закрыть как проигранную" }));
    expect(network.sent("POST")).toHaveLength(0);
    await user.click(within(dialog).getByRole("combobox", { name: "Из-за чего" }));
    await user.click(await screen.findByRole("option", { name: "Не клиент" }));
    await user.click(within(dialog).getByRole("button", { name: "Закрыть как проигранную" }));

    await waitFor(() =>
      expect(network.sent("POST", "/deals/bulk")[0]?.body).toEqual({
        ids: ["1"],
        action: "lose",
        reason: 201,
        comment: "",
      }),
    );
  });

  it("saves the filters as a view for the team", async () => {
    const { user, network } = await renderApp("/deals?view=list&source=1", {
      routes: listOf(ROWS, { "POST /saved-views": { id: 1 } }),
    });
    await row("Курс Python");

    await user.click(screen.getByRole("button", { name: "Виды" }));
    await user.click(await screen.findByRole("menuitem", { name: "Сохранить этот вид…" }));
    await user.type(await screen.findByLabelText(/Название вида/), "С сайта");
    await user.click(screen.getByRole("combobox", { name: "Кому виден" }));
    await user.click(await screen.findByRole("option", { name: "Команде" }));
    await user.click(screen.getByRole("button", { name: "Сохранить" }));

    await waitFor(() =>
      expect(network.sent("POST", "/saved-views")[0]?.body).toEqual({
        name: "С сайта",
        screen: "deals",
        query: "source=1&view=list",
        shared_with: "team",
      }),
    );
  });

  it("replaces an own view of the same name", async () => {
    const mine = {
      id: 7,
      name: "С сайта",
      screen: "deals",
      query: "view=list",
      shared_with: "me",
      owner: { id: 1, name: "Алиса" },
      is_mine: true,
    };
    const routes = listOf(ROWS, { "GET /saved-views": page([mine]), "PATCH /saved-views/:id": mine });
    const { user, network } = await renderApp("/deals?view=list&source=1", { routes });
    await row("Курс Python");

    await user.click(screen.getByRole("button", { name: "Виды" }));
    await user.click(await screen.findByRole("menuitem", { name: "Сохранить этот вид…" }));
    await user.type(await screen.findByLabelText(/Название вида/), "С сайта");
    await user.click(screen.getByRole("button", { name: "Заменить вид" }));

    await waitFor(() => expect(network.sent("PATCH", "/saved-views/7")).toHaveLength(1));
    expect(network.sent("POST")).toHaveLength(0);
  });

  it("says when nothing fits the filters and offers to drop them", async () => {
    const { user, address } = await renderApp("/deals?view=list&source=1", { routes: listOf([]) });

    await user.click(await screen.findByRole("button", { name: "Сбросить фильтры" }));

    await waitFor(() => expect(address()).toBe("/deals?view=list"));
  });

  it("tells an error with a way to try again", async () => {
    await renderApp("/deals?view=list", { routes: listOf([], { "GET /deals": refusal(500, "broken") }) });

    expect(await screen.findByText("Не получилось загрузить")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Повторить" })).toBeInTheDocument();
  });
});
