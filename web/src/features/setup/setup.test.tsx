import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Session } from "@/api/types";
import { refusal, type Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { CAST, sessionOf } from "@/testing/samples";

const NEW: Session = { ...sessionOf(null), setup_needed: true, organisation: null };

function emptyServer(reply: Routes[string]): Routes {
  let made = false;
  return {
    "GET /session": () => (made ? sessionOf("ada") : NEW),
    "POST /setup": (request) => {
      const said: unknown = typeof reply === "function" ? reply(request) : reply;
      made = said === CAST.ada;
      return said;
    },
  };
}

async function fillIn(app: Awaited<ReturnType<typeof renderApp>>) {
  const { user } = app;
  await user.type(screen.getByRole("textbox", { name: "Название организации" }), "Школа");
  await user.click(screen.getByRole("button", { name: "Дальше" }));
  await user.type(await screen.findByRole("textbox", { name: "Имя и фамилия" }), "Ада Белова");
  await user.type(screen.getByRole("textbox", { name: "Почта" }), "ada@example.org");
  await user.type(screen.getByLabelText(/^Пароль/), "longenough1");
  await user.click(screen.getByRole("button", { name: "Дальше" }));
  await user.click(await screen.findByRole("radio", { name: "С чистого листа" }));
  await user.click(screen.getByRole("button", { name: "Начать работу" }));
}

describe("the first run", () => {
  it("leads every address to the set-up while nobody exists", async () => {
    const app = await renderApp("/profile", { routes: emptyServer(CAST.ada) });

    expect(await screen.findByRole("heading", { name: "Первый запуск" })).toBeVisible();
    expect(app.address()).toBe("/setup");
  });

  it("makes the organisation and lets its admin in", async () => {
    const app = await renderApp("/setup?code=abc", { routes: emptyServer(CAST.ada) });

    await fillIn(app);

    expect(await screen.findByRole("navigation", { name: "Разделы" })).toBeVisible();
    expect(app.network.sent("POST", "/setup")[0]?.body).toMatchObject({
      code: "abc",
      organisation: { name: "Школа", language: "ru", currency: "RUB" },
      admin: { name: "Ада Белова", email: "ada@example.org", password: "longenough1" },
      sample: "empty",
    });
  });

  it("does not go on without a name", async () => {
    const app = await renderApp("/setup?code=abc", { routes: emptyServer(CAST.ada) });

    await app.user.click(screen.getByRole("button", { name: "Дальше" }));

    expect(screen.getByText("Назовите организацию.")).toBeVisible();
  });

  it("returns to the step whose field the server refused", async () => {
    const refused = refusal(422, "invalid", { "admin.email": "Такой адрес не бывает." }, "Проверьте поля.");
    const app = await renderApp("/setup?code=abc", { routes: emptyServer(refused) });

    await fillIn(app);

    expect(await screen.findByText("Такой адрес не бывает.")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Почта" })).toHaveValue("ada@example.org");
  });

  it("asks for the code when the link had none, and when it was wrong", async () => {
    const app = await renderApp("/setup", { routes: emptyServer(CAST.ada) });

    expect(screen.getByRole("textbox", { name: "Код первого запуска" })).toBeVisible();
    expect(app.network.sent("POST")).toEqual([]);
  });
});
