import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { refusal } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { contact, dealRow, page } from "@/testing/samples";

describe("clients", () => {
  it("searches as one types and keeps the words in the address", async () => {
    const app = await renderApp("/clients", { routes: { "GET /contacts": page([contact({ id: "c1" })]) } });
    await screen.findByRole("row", { name: /Мария Иванова/ });

    await app.user.type(screen.getByRole("searchbox", { name: "Найти клиента" }), "916");

    await expect.poll(() => app.address()).toContain("q=916");
    await expect.poll(() => app.network.sent("GET", "/contacts").at(-1)?.query.get("q")).toBe("916");
  });

  it("adds a contact with a phone and opens the card", async () => {
    const made = contact({ id: "c9", name: "Пётр Лис" });
    const app = await renderApp("/clients", {
      routes: { "GET /contacts": page([]), "POST /contacts": made, "GET /contacts/:id": made },
    });

    await app.user.click(screen.getByRole("button", { name: "Контакт" }));
    const dialog = await screen.findByRole("dialog");
    await app.user.type(within(dialog).getByLabelText(/Имя/), "Пётр Лис");
    await app.user.type(within(dialog).getByLabelText("Телефон"), "8 916 000-00-00");
    await app.user.click(within(dialog).getByRole("button", { name: "Добавить" }));

    expect(await screen.findByRole("heading", { level: 1, name: "Пётр Лис" })).toBeVisible();
    expect(app.network.sent("POST", "/contacts")[0]?.body).toEqual({
      name: "Пётр Лис",
      points: [{ kind: "phone", value: "8 916 000-00-00", is_primary: true }],
    });
  });

  it("puts the server's word about a phone under the phone", async () => {
    const app = await renderApp("/clients", {
      routes: {
        "GET /contacts": page([]),
        "POST /contacts": refusal(422, "invalid", { "points.0.value": "Не похоже на номер" }),
      },
    });

    await app.user.click(screen.getByRole("button", { name: "Контакт" }));
    const dialog = await screen.findByRole("dialog");
    await app.user.type(within(dialog).getByLabelText(/Имя/), "Пётр");
    await app.user.type(within(dialog).getByLabelText("Телефон"), "12");
    await app.user.click(within(dialog).getByRole("button", { name: "Добавить" }));

    expect(await within(dialog).findByText("Не похоже на номер")).toBeVisible();
  });

  it("merges a duplicate only after asking", async () => {
    const card = contact({
      id: "c1",
      can: { edit: true, merge: true },
      deals: [dealRow({ id: "d1", title: "Курс" })],
      duplicates: [{ id: "c2", name: "М. Иванова", reason: "phone", value: "+79161234567" }],
    });
    const app = await renderApp("/clients/contacts/c1", {
      routes: { "GET /contacts/:id": card, "POST /contacts/:id/merge": card },
    });

    await app.user.click(await screen.findByRole("button", { name: "Объединить" }));
    expect(app.network.sent("POST", "/contacts/c1/merge")).toHaveLength(0);
    await app.user.click(
      within(await screen.findByRole("dialog")).getByRole("button", { name: "Объединить" }),
    );

    await expect.poll(() => app.network.sent("POST", "/contacts/c1/merge")[0]?.body).toEqual({ other: "c2" });
  });

  it("saves only against the version that was shown", async () => {
    const card = contact({ id: "c1", version: 4 });
    const app = await renderApp("/clients/contacts/c1", {
      routes: { "GET /contacts/:id": card, "PATCH /contacts/:id": card },
    });

    await app.user.type(await screen.findByLabelText("Комментарий"), "Звонить после обеда");
    await app.user.click(screen.getByRole("button", { name: "Сохранить" }));

    await expect
      .poll(() => app.network.sent("PATCH", "/contacts/c1")[0]?.headers.get("If-Match"))
      .toBe('"4"');
  });
});
