import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { refusal } from "@/testing/network";
import { renderApp } from "@/testing/render-app";

const FOUND = { items: [{ kind: "contact", id: "c1", title: "Мария Иванова", hint: "+7 916 123-45-67" }] };

async function openPalette(routes = {}) {
  const app = await renderApp("/profile", { routes: { "GET /me/sessions": { items: [] }, ...routes } });
  await app.user.click(screen.getByRole("button", { name: /Найти или сделать/ }));
  return app;
}

describe("the palette", () => {
  it("finds a record on the server and opens it", async () => {
    const app = await openPalette({ "GET /search": FOUND });

    await app.user.type(await screen.findByRole("textbox", { name: "Найти или сделать" }), "мария");
    await screen.findByText("Мария Иванова");
    await app.user.keyboard("{Enter}");

    expect(app.network.sent("GET", "/search").at(-1)?.query.get("q")).toBe("мария");
    expect(app.address()).toBe("/clients/contacts/c1");
  });

  it("goes to a section by its name", async () => {
    const app = await openPalette();

    await app.user.type(await screen.findByRole("textbox", { name: "Найти или сделать" }), "отчёт");
    await app.user.click(
      await screen
        .findByText("Отчёты", { selector: "[data-action] *" })
        .catch(() => screen.getAllByText("Отчёты").at(-1) as HTMLElement),
    );

    expect(app.address()).toMatch(/^\/reports/);
  });

  it("says that the search is down and still offers actions", async () => {
    const app = await openPalette({ "GET /search": refusal(503, "unavailable") });

    await app.user.type(await screen.findByRole("textbox", { name: "Найти или сделать" }), "ъъъ");

    expect(await screen.findByText("Поиск сейчас не отвечает")).toBeVisible();
  });
});
