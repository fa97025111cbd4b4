import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { Answer, refusal, type Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { contact, dealFull, page } from "@/testing/samples";

function routes(more: Routes = {}): Routes {
  return {
    "GET /deals": page([]),
    "GET /saved-views": page([]),
    "GET /contacts": page([]),
    "GET /deals/:id": dealFull({ id: "new" }),
    "GET /deals/:id/timeline": { items: [], next: null },
    "POST /deals": new Answer(201, dealFull({ id: "new" })),
    ...more,
  };
}

async function openDialog(more: Routes = {}) {
  const app = await renderApp("/deals?view=list", { routes: routes(more) });
  await screen.findByText("Сделок пока нет");
  await app.user.keyboard("c");
  return { ...app, dialog: within(await screen.findByRole("dialog", { name: "Новая сделка" })) };
}

describe("a new deal", () => {
  it("opens by the key c and creates a deal with a new client", async () => {
    const { user, network, dialog, address } = await openDialog();

    await user.type(dialog.getByLabelText(/Что хочет клиент/), "Курс для дочери");
    await user.type(dialog.getByRole("combobox", { name: "Клиент" }), "Мария");
    await user.type(await dialog.findByLabelText("Телефон"), "+7 916 123-45-67");
    await user.click(dialog.getByRole("button", { name: "Создать сделку" }));

    await waitFor(() => expect(address()).toBe("/deals/new"));
    expect(network.sent("POST", "/deals")[0]?.body).toEqual({
      title: "Курс для дочери",
      pipeline: 1,
      contact_new: { name: "Мария", phone: "+7 916 123-45-67" },
    });
  });

  it("takes a known client from the suggestions", async () => {
    const known = contact({ id: "c5", name: "Мария Иванова" });
    const { user, network, dialog } = await openDialog({ "GET /contacts": page([known]) });
    await user.type(dialog.getByLabelText(/Что хочет клиент/), "Курс");
    await user.type(dialog.getByRole("combobox", { name: "Клиент" }), "Мари");

    await user.click(await screen.findByRole("option", { name: /Мария Иванова/ }));
    await user.click(dialog.getByRole("button", { name: "Создать сделку" }));

    await waitFor(() =>
      expect(network.sent("POST", "/deals")[0]?.body).toEqual({ title: "Курс", pipeline: 1, contact: "c5" }),
    );
  });

  it("hints at a client with the same phone and takes that one instead", async () => {
    const twin = contact({ id: "c9", name: "Мария Петрова" });
    const search: Routes = {
      "GET /contacts": ({ query }) => page(query.get("q")?.startsWith("+7") ? [twin] : []),
    };
    const { user, network, dialog } = await openDialog(search);
    await user.type(dialog.getByLabelText(/Что хочет клиент/), "Курс");
    await user.type(dialog.getByRole("combobox", { name: "Клиент" }), "Маша");
    await user.type(await dialog.findByLabelText("Телефон"), "+79161234567");

    await user.click(await dialog.findByRole("button", { name: "Взять его" }));
    await user.click(dialog.getByRole("button", { name: "Создать сделку" }));

    await waitFor(() =>
      expect(network.sent("POST", "/deals")[0]?.body).toEqual({ title: "Курс", pipeline: 1, contact: "c9" }),
    );
  });

  it("shows the server's words beside the field and keeps what was typed", async () => {
    const { user, dialog } = await openDialog({
      "POST /deals": refusal(422, "invalid", { "contact_new.phone": "Это не телефон." }, "Проверьте поля."),
    });
    await user.type(dialog.getByLabelText(/Что хочет клиент/), "Курс");
    await user.type(dialog.getByRole("combobox", { name: "Клиент" }), "Мария");
    await user.type(await dialog.findByLabelText("Телефон"), "12");
    await user.click(dialog.getByRole("button", { name: "Создать сделку" }));

    expect(await dialog.findByText("Это не телефон.")).toBeInTheDocument();
    expect(dialog.getByRole("combobox", { name: "Клиент" })).toHaveValue("Мария");
  });
});
