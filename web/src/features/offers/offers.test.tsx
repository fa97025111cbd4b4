import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Offer } from "@/api/types";
import { FakeEventSource } from "@/testing/fake-event-source";
import { Answer, refusal, type Routes } from "@/testing/network";
import { offerFull, offerLine, offerReading, offerRow, offerVersion } from "@/testing/offer-samples";
import { renderApp } from "@/testing/render-app";
import { dealFull, page, sessionOf } from "@/testing/samples";

function onDeal(offer: Offer, more: Routes = {}): Routes {
  return {
    "GET /deals/:id": dealFull({ id: "d1", title: "Курс Python" }),
    "GET /deals/:id/timeline": { items: [], next: null },
    "GET /deals/:id/tasks": { items: [] },
    "GET /deals/:id/offers": { items: [offer] },
    "GET /offers/:id": offer,
    ...more,
  };
}

async function opened(routes: Routes) {
  const app = await renderApp("/deals/d1", { routes });
  await app.user.click(await screen.findByRole("button", { name: /КП № 12/ }));
  const drawer = await screen.findByRole("dialog", { name: "Коммерческое предложение" });
  return { ...app, drawer: within(drawer) };
}

const draft = (changes: Partial<Offer> = {}) =>
  offerFull({
    state: "draft",
    has_draft: true,
    sent_at: null,
    versions: [offerVersion({ sent_at: null })],
    ...changes,
  });

describe("offers on the deal's page", () => {
  it("begins one and opens it", async () => {
    const offer = draft();
    const { user, network } = await renderApp("/deals/d1", {
      routes: onDeal(offer, {
        "GET /deals/:id/offers": { items: [] },
        "POST /deals/:id/offers": new Answer(201, offer),
      }),
    });

    await user.click(await screen.findByRole("button", { name: "Новое КП" }));

    expect(await screen.findByRole("dialog", { name: "Коммерческое предложение" })).toBeVisible();
    expect(network.sent("POST", "/deals/d1/offers")).toHaveLength(1);
  });

  it("says that the client is reading at this moment", async () => {
    await renderApp("/deals/d1", { routes: onDeal(offerFull({ is_being_read: true, openings: 1 })) });

    expect(await screen.findByRole("button", { name: /КП № 12/ })).toHaveTextContent("Читает сейчас");
  });

  it("edits the draft against the revision seen", async () => {
    const { user, network, drawer } = await opened(
      onDeal(draft(), {
        "PATCH /offers/:id/draft": ({ body }) =>
          draft({ revision: 4, ...(body as object), versions: [offerVersion({ sent_at: null })] }),
      }),
    );
    await user.click(drawer.getByRole("button", { name: "Править" }));
    const editor = within(await screen.findByRole("dialog", { name: "Черновик КП № 12" }));
    await user.type(editor.getByLabelText("Скидка"), "900");
    await user.type(editor.getByLabelText("НДС, %"), "20");
    await user.click(editor.getByRole("checkbox", { name: "По желанию клиента" }));
    await user.click(editor.getByRole("button", { name: "Сохранить черновик" }));

    await waitFor(() => expect(network.sent("PATCH", "/offers/o1/draft")).toHaveLength(1));
    const [sent] = network.sent("PATCH", "/offers/o1/draft");
    expect(sent?.headers.get("If-Match")).toBe('"3"');
    expect(sent?.body).toHaveProperty("lines", [
      {
        id: 1,
        product: 1,
        name: "Python с нуля",
        quantity: 1,
        price: 49_900,
        discount: 900,
        note: "",
        optional: true,
        vat: 20,
      },
    ]);
  });

  it("sends after a question and shows the link once", async () => {
    const offer = offerFull();
    const { user, drawer } = await opened(
      onDeal(draft(), { "POST /offers/:id/sending": { url: "https://crm.test/o/secret", offer } }),
    );
    await user.click(drawer.getByRole("button", { name: "Отправить…" }));
    await user.click(await screen.findByRole("button", { name: "Отправить и получить ссылку" }));

    expect(await screen.findByDisplayValue("https://crm.test/o/secret")).toBeVisible();
  });

  it("says why a draft cannot be sent", async () => {
    const { user, drawer } = await opened(
      onDeal(draft(), {
        "POST /offers/:id/sending": refusal(422, "invalid", { valid_until: "This day is over." }),
      }),
    );
    await user.click(drawer.getByRole("button", { name: "Отправить…" }));
    await user.click(await screen.findByRole("button", { name: "Отправить и получить ссылку" }));

    expect(await screen.findByText(/This day is over/)).toBeVisible();
  });

  it("shows what was read and for how long", async () => {
    const { user, drawer } = await opened(onDeal(offerFull({ openings: 1, readings: [offerReading()] })));

    await user.click(drawer.getByRole("radio", { name: "Просмотры" }));

    expect(drawer.getByText(/Firefox, Windows/)).toBeVisible();
    expect(drawer.getByRole("progressbar", { name: "Состав и цены" })).toBeInTheDocument();
    expect(drawer.getByText("12 с")).toBeVisible();
  });

  it("compares two versions line by line", async () => {
    const first = offerVersion({ lines: [offerLine(), offerLine({ id: 2, name: "Книга" })] });
    const second = offerVersion({
      number: 2,
      total: 45_000,
      lines: [offerLine({ price: 45_000, total: 45_000 })],
    });
    const { user, drawer } = await opened(onDeal(offerFull({ version: 2, versions: [first, second] })));

    await user.click(drawer.getByRole("radio", { name: "Сравнение" }));

    expect(drawer.getByRole("row", { name: /Python с нуля изменено/ })).toHaveTextContent("45 000");
    expect(drawer.getByRole("row", { name: /Книга убрана/ })).toBeVisible();
  });

  it("closes the deal for the reason the client gave", async () => {
    const decline = {
      reason: { id: 101, name: "Дорого" },
      comment: "Вдвое выше",
      declined_at: "2026-11-21T10:00:00Z",
    };
    const offer = offerFull({ state: "declined", versions: [offerVersion({ decline })] });
    const { user, network, drawer } = await opened(
      onDeal(offer, { "PUT /deals/:id/closure": dealFull({ id: "d1", state: "lost" }) }),
    );

    await user.click(drawer.getByRole("button", { name: "Закрыть сделку по этой причине…" }));
    const question = within(await screen.findByRole("dialog", { name: "Почему проиграли?" }));
    await user.click(question.getByRole("button", { name: "Закрыть как проигранную" }));

    await waitFor(() =>
      expect(network.sent("PUT", "/deals/d1/closure")[0]?.body).toEqual({
        outcome: "lost",
        reason: 101,
        comment: "Вдвое выше",
      }),
    );
  });

  it("lets who may only look do nothing", async () => {
    const { drawer } = await opened(onDeal(offerFull({ can: { edit: false } })));

    expect(drawer.queryByRole("button", { name: "Новая версия" })).not.toBeInTheDocument();
    expect(drawer.getByRole("link", { name: "PDF" })).toHaveAttribute(
      "href",
      "/api/v1/offers/o1/pdf?version=1",
    );
  });

  it("keeps the deal's page alive when the offers cannot be read", async () => {
    await renderApp("/deals/d1", {
      routes: onDeal(offerFull(), { "GET /deals/:id/offers": refusal(500, "broken") }),
    });

    expect(await screen.findByRole("button", { name: "Повторить" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Выиграна" })).toBeVisible();
  });
});

describe("the screen of offers", () => {
  it("lists who waits and who reads, and opens one in full", async () => {
    const { user, network, address } = await renderApp("/offers", {
      routes: {
        "GET /offers": page([offerRow({ is_being_read: true, openings: 2 })]),
        "GET /offers/:id": offerFull(),
      },
    });

    await user.click(await screen.findByText(/КП № 12/));

    expect(screen.getByText("Читает сейчас")).toBeInTheDocument();
    expect(network.sent("GET", "/offers")[0]?.query.getAll("state")).toEqual(["sent"]);
    await waitFor(() => expect(address()).toContain("offer=o1"));
    expect(await screen.findByRole("link", { name: "Курс Python" })).toHaveAttribute("href", "/deals/d1");
  });

  it("asks for a tab and says when it is empty", async () => {
    const { user, network } = await renderApp("/offers", { routes: { "GET /offers": page([]) } });
    expect(await screen.findByText("Здесь пока пусто")).toBeVisible();

    await user.click(screen.getByRole("tab", { name: "Истекли и отозваны" }));

    await waitFor(() =>
      expect(network.sent("GET", "/offers").at(-1)?.query.getAll("state")).toEqual(["expired", "revoked"]),
    );
  });

  it("lets a head narrow it to the own ones, a manager has no others", async () => {
    await renderApp("/offers", { routes: { "GET /offers": page([]), "GET /session": sessionOf("henry") } });

    expect(await screen.findByRole("switch", { name: "Только мои" })).toBeInTheDocument();
  });
});

describe("news of offers", () => {
  async function hear(kind: string, offer: Offer, routes: Routes = {}) {
    await renderApp("/offers", {
      routes: { "GET /offers": page([]), "GET /deals/:id/offers": { items: [offer] }, ...routes },
    });
    await screen.findByText("Здесь пока пусто");
    await waitFor(() => expect(FakeEventSource.count()).toBeGreaterThan(0));
    act(() => FakeEventSource.latest().send("changed", { position: 5, kind, deal: "d1" }));
  }

  it("tells the manager at once, wherever they are", async () => {
    await hear("offer.opened", offerFull({ is_being_read: true }));

    expect(await screen.findByText("Клиент читает КП № 12")).toBeVisible();
  });

  it("tells of an acceptance", async () => {
    await hear("offer.accepted", offerFull({ state: "accepted" }));

    expect(await screen.findByText("Клиент принял КП № 12")).toBeVisible();
  });

  it("does not disturb those whose client it is not", async () => {
    await hear("offer.opened", offerFull({ is_being_read: true, owner: { id: 99, name: "Борис" } }));

    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(screen.queryByText(/Клиент читает/)).not.toBeInTheDocument();
  });
});
