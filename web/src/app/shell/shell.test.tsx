import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { FakeEventSource } from "@/testing/fake-event-source";
import { refusal } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { sessionOf } from "@/testing/samples";

describe("the shell", () => {
  it("names the page in the browser tab and marks where I am", async () => {
    await renderApp("/profile");

    expect(document.title).toBe("Профиль · Pritok");
    expect(screen.getByRole("heading", { level: 1, name: "Профиль" })).toBeVisible();
  });

  it("sends a stranger to sign-in and remembers where they were going", async () => {
    const app = await renderApp("/profile", { routes: { "GET /session": sessionOf(null) } });

    expect(await screen.findByRole("heading", { name: "Вход" })).toBeVisible();
    expect(app.address()).toBe("/sign-in?next=%2Fprofile");
  });

  it("shows a page that does not exist as such", async () => {
    await renderApp("/no-such-page");

    expect(await screen.findByRole("heading", { name: "Здесь ничего нет" })).toBeVisible();
  });

  it("returns to sign-in when the session ends elsewhere", async () => {
    const app = await renderApp("/profile", { routes: { "GET /me/sessions": { items: [] } } });
    app.network.set({ "PATCH /me": refusal(401, "unauthenticated") });

    await app.user.clear(screen.getByRole("textbox", { name: "Имя и фамилия" }));
    await app.user.type(screen.getByRole("textbox", { name: "Имя и фамилия" }), "Алиса Новая");
    await app.user.click(screen.getByRole("button", { name: "Сохранить" }));

    expect(await screen.findByRole("heading", { name: "Вход" })).toBeVisible();
  });

  it("speaks English at once and keeps the choice with the account", async () => {
    const app = await renderApp("/profile", {
      routes: { "PATCH /me": { ...sessionOf("alice").user, language: "en" } },
    });

    await app.user.click(screen.getByRole("button", { name: /Меню/ }));
    await app.user.click(within(await screen.findByRole("menu")).getByRole("radio", { name: "English" }));

    expect(await screen.findByRole("heading", { level: 1, name: "Profile" })).toBeVisible();
    expect(app.network.sent("PATCH", "/me")[0]?.body).toEqual({ language: "en" });
    expect(document.documentElement.lang).toBe("en");
  });

  it("lists the keys when asked with a question mark", async () => {
    const app = await renderApp("/profile");

    await app.user.keyboard("?");

    expect(await screen.findByRole("dialog", { name: "Клавиши" })).toBeVisible();
  });

  it("says when the live stream breaks and when it is back", async () => {
    await renderApp("/profile");
    FakeEventSource.latest().open();
    expect(await screen.findByRole("status", { name: "Обновляется само" })).toBeVisible();

    FakeEventSource.latest().fail({ forGood: false });
    expect(await screen.findByRole("status", { name: /восстанавливаем/ })).toBeVisible();

    FakeEventSource.latest().open();
    await waitFor(() => expect(screen.getByRole("status", { name: "Обновляется само" })).toBeVisible());
  });
});
