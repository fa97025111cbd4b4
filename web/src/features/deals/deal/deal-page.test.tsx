import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Deal, TimelineEntry } from "@/api/types";
import { Answer, refusal, type Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { dealFull, page, sessionOf } from "@/testing/samples";

const alice = { kind: "person", id: 1, name: "Алиса Орлова" } as const;

const fact = (
  position: number,
  kind: string,
  data: Record<string, unknown>,
  more: Partial<TimelineEntry> = {},
): TimelineEntry => ({
  position,
  at: "2026-11-20T10:00:00Z",
  kind,
  actor: alice,
  deal: null,
  data,
  ...more,
});

function dealAt(changes: Partial<Deal> = {}, more: Routes = {}): Routes {
  const deal = dealFull({ id: "d1", title: "Курс Python", ...changes });
  return {
    "GET /deals/:id": deal,
    "GET /deals/:id/timeline": { items: [], next: null },
    "PATCH /deals/:id": ({ body }: { body: unknown }) => ({
      ...deal,
      ...(body as object),
      version: deal.version + 1,
    }),
    "GET /saved-views": page([]),
    ...more,
  };
}

const open = (routes: Routes) => renderApp("/deals/d1", { routes });

describe("the deal's page", () => {
  it("lets one press call or write to the client", async () => {
    await open(dealAt());

    expect(await screen.findByRole("link", { name: "+79161234567" })).toHaveAttribute(
      "href",
      "tel:+79161234567",
    );
  });

  it("changes a fact in place against the version seen", async () => {
    const { user, network } = await open(dealAt());

    await user.click(await screen.findByRole("button", { name: /Изменить: Источник/ }));
    await user.click(await screen.findByRole("option", { name: "Телефон" }));

    await waitFor(() => expect(network.sent("PATCH", "/deals/d1")[0]?.body).toEqual({ source: 2 }));
    expect(network.sent("PATCH", "/deals/d1")[0]?.headers.get("If-Match")).toBe('"1"');
  });

  it("shows a change before the server has answered and takes it back when refused", async () => {
    let answer: (reply: Answer) => void = () => {};
    const { user } = await open(
      dealAt({}, { "PATCH /deals/:id": () => new Promise<Answer>((resolve) => (answer = resolve)) }),
    );
    await user.click(await screen.findByRole("button", { name: /Изменить: Источник/ }));
    await user.click(await screen.findByRole("option", { name: "Телефон" }));

    const source = await screen.findByRole("button", { name: /Изменить: Источник/ });
    await waitFor(() => expect(source).toHaveTextContent("Телефон"));
    answer(refusal(409, "deal_closed"));

    await waitFor(() => expect(source).toHaveTextContent("Сайт"));
  });

  it("puts both values side by side when a colleague was first", async () => {
    const stale = new Answer(409, {
      code: "stale",
      message: "",
      fields: {},
      request_id: "r",
      version: 4,
      difference: { source: { yours: 2, current: { id: 3, name: "Рекомендация" } } },
    });
    const { user, network } = await open(dealAt({}, { "PATCH /deals/:id": stale }));
    await user.click(await screen.findByRole("button", { name: /Изменить: Источник/ }));
    await user.click(await screen.findByRole("option", { name: "Телефон" }));

    const dialog = await screen.findByRole("dialog", { name: "Сделку уже изменили" });
    expect(within(dialog).getByText("Рекомендация")).toBeInTheDocument();
    expect(within(dialog).getByText("Телефон")).toBeInTheDocument();
    await user.click(within(dialog).getByRole("button", { name: "Оставить как в сделке" }));

    expect(network.sent("PATCH", "/deals/d1")).toHaveLength(1);
  });

  it("tells the story in sentences, by kind", async () => {
    const items = [
      fact(4, "note.added", {}, { note: { id: "n", text: "Просит рассрочку" } }),
      fact(3, "contact.made", { channel: "call", direction: "out", answered: true, seconds: 420 }),
      fact(2, "deal.moved", { from_stage: { id: 11, name: "Новая" }, to_stage: 12 }),
      fact(1, "deal.created", { via: "form" }, { actor: { kind: "system", id: null, name: "intake" } }),
      fact(0, "deal.created", {}),
    ];
    const { user } = await open(dealAt({}, { "GET /deals/:id/timeline": { items, next: null } }));

    expect(await screen.findByText(/Этап: Новая → Разговор/)).toBeInTheDocument();
    expect(screen.getByText(/Позвонили клиенту, 7/)).toBeInTheDocument();
    expect(screen.getByText(/Заявка стала сделкой/)).toBeInTheDocument();
    expect(screen.getByText(/Сделку завели вручную/)).toBeInTheDocument();
    await user.click(screen.getByRole("radio", { name: "Заметки" }));
    expect(screen.getByText("Просит рассрочку")).toBeInTheDocument();
    expect(screen.queryByText(/Этап: Новая/)).not.toBeInTheDocument();
  });

  it("writes down a call with its length", async () => {
    const { user, network } = await open(
      dealAt({}, { "POST /deals/:id/contacts": new Answer(201, fact(1, "contact.made", {})) }),
    );
    await user.click(await screen.findByRole("radio", { name: "Контакт с клиентом" }));
    await user.type(screen.getByRole("textbox", { name: "Минут" }), "7");
    await user.click(screen.getByRole("button", { name: "Записать контакт" }));

    await waitFor(() =>
      expect(network.sent("POST", "/deals/d1/contacts")[0]?.body).toEqual({
        channel: "call",
        direction: "out",
        answered: true,
        seconds: 420,
      }),
    );
  });

  it("keeps the text of a note that could not be saved", async () => {
    const { user } = await open(dealAt({}, { "POST /deals/:id/notes": refusal(500, "broken") }));

    await user.type(await screen.findByLabelText("Текст заметки"), "Важно");
    await user.click(screen.getByRole("button", { name: "Записать" }));

    expect(await screen.findByText("Заметка не сохранена")).toBeInTheDocument();
    expect(screen.getByLabelText("Текст заметки")).toHaveValue("Важно");
  });

  it("fills price and cost from the product and sums the lines", async () => {
    const { user, network } = await open(
      dealAt({}, { "PUT /deals/:id/lines": ({ body }) => dealFull({ id: "d1", ...(body as object) }) }),
    );
    await user.click(await screen.findByRole("button", { name: "Добавить" }));
    await user.click(screen.getByRole("combobox", { name: "Товар или услуга" }));
    await user.click(await screen.findByRole("option", { name: "Python с нуля" }));
    await user.clear(screen.getByLabelText("Кол-во"));
    await user.type(screen.getByLabelText("Кол-во"), "2");
    await user.type(screen.getByLabelText("Скидка"), "900");

    expect(screen.getByText(/Итого/)).toHaveTextContent("98 000");
    await user.click(screen.getByRole("button", { name: "Сохранить состав" }));

    await waitFor(() =>
      expect(network.sent("PUT", "/deals/d1/lines")[0]?.body).toEqual({
        lines: [
          { product: 1, name: "Python с нуля", quantity: 2, price: 49_900, discount: 900, cost: 12_000 },
        ],
      }),
    );
  });

  it("refuses a discount above the price before asking the server", async () => {
    const { user, network } = await open(dealAt());
    await user.click(await screen.findByRole("button", { name: "Добавить" }));
    await user.type(screen.getByLabelText("Название"), "Настройка");
    await user.type(screen.getByLabelText("Цена"), "100");
    await user.type(screen.getByLabelText("Скидка"), "200");
    await user.click(screen.getByRole("button", { name: "Сохранить состав" }));

    expect(screen.getByText("Больше цены")).toBeInTheDocument();
    expect(network.sent("PUT")).toHaveLength(0);
  });

  it("pauses only with a day and a reason", async () => {
    const { user, network } = await open(dealAt({}, { "PUT /deals/:id/pause": dealFull({ id: "d1" }) }));
    await user.click(await screen.findByRole("button", { name: "Поставить на паузу" }));
    expect(screen.getByRole("button", { name: "На паузу" })).toBeDisabled();

    await user.type(screen.getByLabelText(/До какого дня/), "2031-01-15");
    await user.type(screen.getByLabelText(/Почему/), "Отпуск");
    await user.click(screen.getByRole("button", { name: "На паузу" }));

    await waitFor(() =>
      expect(network.sent("PUT", "/deals/d1/pause")[0]?.body).toMatchObject({ reason: "Отпуск" }),
    );
  });

  it("offers junk only to the head and the admin", async () => {
    await open(dealAt());
    await screen.findByRole("button", { name: "Выиграна" });
    expect(screen.queryByRole("button", { name: "Ещё" })).not.toBeInTheDocument();
  });

  it("throws a deal away after a question", async () => {
    const { user, network, address } = await open(
      dealAt({}, { "GET /session": sessionOf("henry"), "DELETE /deals/:id": dealFull({ id: "d1" }) }),
    );
    await user.click(await screen.findByRole("button", { name: "Ещё" }));
    await user.click(await screen.findByRole("menuitem", { name: "Удалить как мусор…" }));
    await user.click(await screen.findByRole("button", { name: "Удалить как мусор" }));

    await waitFor(() => expect(network.sent("DELETE", "/deals/d1")).toHaveLength(1));
    await waitFor(() => expect(address()).toBe("/deals"));
  });

  it("offers a closed deal only the way back to work", async () => {
    const { user, network } = await open(
      dealAt(
        { state: "lost", loss_reason: { id: 101, name: "Дорого", group: { id: 1, name: "Клиент" } } },
        { "DELETE /deals/:id/closure": dealFull({ id: "d1" }) },
      ),
    );
    expect(await screen.findByText(/Клиент → Дорого/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Выиграна" })).not.toBeInTheDocument();

    await user.click(screen.getByRole("button", { name: "Вернуть в работу" }));

    await waitFor(() => expect(network.sent("DELETE", "/deals/d1/closure")).toHaveLength(1));
  });

  it("warns of the client's other deals and leads to joining them", async () => {
    await open(dealAt({ duplicates: [{ id: "d2", title: "Тот же курс", state: "open" }] }));

    expect(await screen.findByRole("link", { name: "Тот же курс" })).toHaveAttribute("href", "/deals/d2");
    expect(screen.getByRole("link", { name: "Открыть клиента и объединить дубли" })).toBeInTheDocument();
  });

  it("does not look alive when the deal is deleted while it is open", async () => {
    const { user, network } = await open(
      dealAt({}, { "POST /deals/:id/notes": new Answer(201, fact(1, "note.added", {})) }),
    );
    await screen.findByRole("button", { name: "Выиграна" });
    network.set({ "GET /deals/:id": refusal(404, "not_found") });

    await user.type(screen.getByLabelText("Текст заметки"), "Есть кто?");
    await user.click(screen.getByRole("button", { name: "Записать" }));

    expect(await screen.findByText("Здесь ничего нет")).toBeInTheDocument();
  });

  it("says when the deal is not there or not visible", async () => {
    await open({ "GET /deals/:id": refusal(404, "not_found") });

    expect(await screen.findByText("Здесь ничего нет")).toBeInTheDocument();
  });
});
