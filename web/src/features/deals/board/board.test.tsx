import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { DealRow } from "@/api/types";
import { Answer, refusal, type Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { dealFull, dealRow, dictionaries, page } from "@/testing/samples";

const STAGES = dictionaries.pipelines[0]!.stages;

/** A board whose answer follows what was moved and closed, as the server's would. */
function boardOf(cards: DealRow[], more: Routes = {}): Routes {
  const column = (stage: (typeof STAGES)[number]) => {
    const here = cards.filter((card) => card.stage.id === stage.id && card.state === "open");
    return {
      stage,
      count: here.length,
      amount: here.reduce((sum, card) => sum + (card.amount ?? 0), 0),
      cards: here,
      next: null,
    };
  };
  const find = (id: string | undefined) => cards.find((card) => card.id === id)!;
  return {
    "GET /board": () => ({
      pipeline: { id: 1, name: "Продажи" },
      columns: STAGES.map(column),
      won: { count: cards.filter((card) => card.state === "won").length, amount: 0 },
      lost: { count: cards.filter((card) => card.state === "lost").length, amount: 0 },
      position: 1,
    }),
    "GET /saved-views": page([]),
    "PUT /deals/:id/stage": ({ params, body }) => {
      const stage = STAGES.find((one) => one.id === (body as { stage: number }).stage)!;
      Object.assign(find(params.id), { stage: { id: stage.id, name: stage.name }, version: 2 });
      return dealFull({ id: params.id! });
    },
    "PUT /deals/:id/closure": ({ params, body }) => {
      Object.assign(find(params.id), { state: (body as { outcome: string }).outcome });
      return dealFull({ id: params.id! });
    },
    ...more,
  };
}

const column = (name: string) => screen.findByRole("region", { name: `Этап «${name}»` });

async function moveByMenu(user: Awaited<ReturnType<typeof renderApp>>["user"], title: string, stage: string) {
  (await screen.findByRole("link", { name: title })).focus();
  await user.keyboard("m");
  await user.click(await screen.findByRole("menuitem", { name: stage }));
}

// The auto-scroll library warns about an element without scroll bars; jsdom lays out none.
beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));

describe("the board of deals", () => {
  it("shows the stages as columns with their cards, count and money", async () => {
    await renderApp("/deals", {
      routes: boardOf([
        dealRow({ id: "1", title: "Курс", amount: 1000 }),
        dealRow({ id: "2", title: "Абонемент", amount: 500 }),
      ]),
    });

    const first = await column("Новая");

    expect(await within(first).findByRole("link", { name: "Курс" })).toBeInTheDocument();
    expect(within(first).getByText("2")).toBeInTheDocument();
    expect(within(first).getByText(/1,5 тыс/)).toBeInTheDocument();
    expect(within(await column("Договор")).getByText(/Пусто/)).toBeInTheDocument();
  });

  it("draws only a window of a long column", async () => {
    const cards = Array.from({ length: 400 }, (_, index) =>
      dealRow({ id: String(index), title: `Сделка ${index}` }),
    );
    await renderApp("/deals", { routes: boardOf(cards) });

    const first = await column("Новая");
    await within(first).findByRole("link", { name: "Сделка 0" });

    expect(within(first).getByText("400")).toBeInTheDocument();
    expect(within(first).getAllByRole("link").length).toBeLessThan(40);
  });

  it("moves a card by keyboard alone", async () => {
    const { user, network } = await renderApp("/deals", {
      routes: boardOf([dealRow({ id: "1", title: "Курс" })]),
    });
    (await screen.findByRole("link", { name: "Курс" })).focus();

    await user.keyboard("m");
    await screen.findByRole("menuitem", { name: "Разговор" });
    await user.keyboard("{Enter}");

    expect(await within(await column("Разговор")).findByRole("link", { name: "Курс" })).toBeInTheDocument();
    const [sent] = network.sent("PUT", "/deals/1/stage");
    expect(sent?.body).toEqual({ stage: 12 });
    expect(sent?.headers.get("If-Match")).toBe('"1"');
  });

  it("walks with j and k and steps into the next column with the arrow", async () => {
    const cards = [
      dealRow({ id: "1", title: "Курс" }),
      dealRow({ id: "2", title: "Абонемент" }),
      dealRow({ id: "3", title: "Разбор", stage: { id: 12, name: "Разговор" } }),
    ];
    const { user } = await renderApp("/deals", { routes: boardOf(cards) });
    await screen.findByRole("link", { name: "Курс" });

    await user.keyboard("j");
    expect(screen.getByRole("link", { name: "Курс" })).toHaveFocus();
    await user.keyboard("j");
    expect(screen.getByRole("link", { name: "Абонемент" })).toHaveFocus();
    await user.keyboard("k{ArrowRight}");
    expect(screen.getByRole("link", { name: "Разбор" })).toHaveFocus();
  });

  it("puts a card back and says why when the move is refused", async () => {
    const routes = boardOf([dealRow({ id: "1", title: "Курс" })], {
      "PUT /deals/:id/stage": refusal(409, "deal_closed", {}, "The deal is closed."),
    });
    const { user } = await renderApp("/deals", { routes });

    await moveByMenu(user, "Курс", "Разговор");

    expect(await screen.findByText("Сделка не перемещена")).toBeInTheDocument();
    expect(screen.getByText("Сделка закрыта. Сначала верните её в работу.")).toBeInTheDocument();
    expect(within(await column("Новая")).getByRole("link", { name: "Курс" })).toBeInTheDocument();
  });

  it("shows the difference when somebody moved the card first, and moves again when insisted", async () => {
    const stale = new Answer(409, {
      code: "stale",
      message: "stale",
      fields: { stage: "changed" },
      request_id: "r",
      difference: { stage: { yours: 12, current: 13 } },
      version: 7,
    });
    const cards = [dealRow({ id: "1", title: "Курс" })];
    const { user, network } = await renderApp("/deals", {
      routes: boardOf(cards, { "PUT /deals/:id/stage": stale }),
    });
    await moveByMenu(user, "Курс", "Разговор");

    const dialog = await screen.findByRole("dialog", { name: "Сделку уже изменили" });
    expect(within(dialog).getByText("Предложение")).toBeInTheDocument();
    network.set(boardOf(cards));
    await user.click(within(dialog).getByRole("radio", { name: "Моё" }));
    await user.click(within(dialog).getByRole("button", { name: "Сохранить выбранное" }));

    await waitFor(() => expect(network.sent("PUT", "/deals/1/stage")).toHaveLength(2));
    expect(network.sent("PUT", "/deals/1/stage")[1]?.headers.get("If-Match")).toBe('"7"');
  });

  it("does not lose a deal without a reason", async () => {
    const { user, network } = await renderApp("/deals", {
      routes: boardOf([dealRow({ id: "1", title: "Курс" })]),
    });
    (await screen.findByRole("link", { name: "Курс" })).focus();
    await user.keyboard("l");
    const dialog = await screen.findByRole("dialog", { name: "Почему проиграли?" });

    await user.click(within(dialog).getByRole("button", { name: "Закрыть как проигранную" }));

    expect(within(dialog).getByText("Без причины сделку не закрыть")).toBeInTheDocument();
    expect(network.sent("PUT")).toHaveLength(0);
  });

  it("loses a deal with group, reason and comment without leaving the board", async () => {
    const { user, network, address } = await renderApp("/deals", {
      routes: boardOf([dealRow({ id: "1", title: "Курс" })]),
    });
    (await screen.findByRole("link", { name: "Курс" })).focus();
    await user.keyboard("l");
    const dialog = await screen.findByRole("dialog", { name: "Почему проиграли?" });

    await user.click(within(dialog).getByRole("combobox", { name: "Из-за чего" }));
    await user.click(await screen.findByRole("option", { name: "Клиент" }));
    await user.click(within(dialog).getByRole("combobox", { name: "Причина" }));
    await user.click(await screen.findByRole("option", { name: "Дорого" }));
    await user.type(within(dialog).getByLabelText("Комментарий"), "Нашли дешевле");
    await user.click(within(dialog).getByRole("button", { name: "Закрыть как проигранную" }));

    await waitFor(() => expect(screen.queryByRole("link", { name: "Курс" })).not.toBeInTheDocument());
    expect(network.sent("PUT", "/deals/1/closure")[0]?.body).toEqual({
      outcome: "lost",
      reason: 101,
      comment: "Нашли дешевле",
    });
    expect(address()).toBe("/deals");
  });

  it("wins by one key and brings the deal back by one press", async () => {
    const cards = [dealRow({ id: "1", title: "Курс" })];
    const reopen: Routes = {
      "DELETE /deals/:id/closure": () => {
        Object.assign(cards[0]!, { state: "open" });
        return dealFull({ id: "1" });
      },
    };
    const { user, network } = await renderApp("/deals", { routes: boardOf(cards, reopen) });
    (await screen.findByRole("link", { name: "Курс" })).focus();
    await user.keyboard("w");

    await user.click(await screen.findByRole("button", { name: "Вернуть в работу" }));

    expect(await within(await column("Новая")).findByRole("link", { name: "Курс" })).toBeInTheDocument();
    expect(network.sent("PUT", "/deals/1/closure")[0]?.body).toEqual({ outcome: "won" });
    expect(network.sent("DELETE", "/deals/1/closure")).toHaveLength(1);
  });

  it("takes a deal that is nobody's in one press", async () => {
    const free = dealRow({
      id: "1",
      title: "Курс",
      owner: null,
      can: { open: true, edit: false, assign: true, close: false },
    });
    const { user, network } = await renderApp("/deals", {
      routes: boardOf([free], { "PUT /deals/:id/owner": dealFull({ id: "1" }) }),
    });

    await user.click(await screen.findByRole("button", { name: "Взять себе" }));

    await waitFor(() => expect(network.sent("PUT", "/deals/1/owner")[0]?.body).toEqual({ manager: 1 }));
    expect(screen.queryByRole("button", { name: /Переместить или изменить/ })).not.toBeInTheDocument();
  });

  it("asks the server for the filters that stand in the address", async () => {
    const { network } = await renderApp("/deals?mine=1&source=1&state=lost", {
      routes: boardOf([dealRow({ id: "1" })]),
    });
    await column("Новая");

    const query = network.sent("GET", "/board")[0]!.query;

    expect(Object.fromEntries(query)).toMatchObject({ pipeline: "1", mine: "1", source: "1" });
    expect(query.has("state")).toBe(false);
    expect(screen.getByText(/Источник: Сайт/)).toBeInTheDocument();
  });

  it("teaches what to do when there is nothing yet", async () => {
    await renderApp("/deals", { routes: boardOf([]) });

    expect(await screen.findByText("Здесь будут сделки")).toBeInTheDocument();
  });

  it("says when the board may not be seen", async () => {
    await renderApp("/deals", { routes: boardOf([], { "GET /board": refusal(403, "forbidden") }) });

    expect(await screen.findByText("Сюда у вас нет доступа")).toBeInTheDocument();
  });
});
