import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { refusal, type Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { CAST, sessionOf } from "@/testing/samples";

/** A server that knows nobody until the sign-in has succeeded. */
function door(routes: Routes): Routes {
  let inside = false;
  const wrap =
    (reply: Routes[string]): Routes[string] =>
    async (request) => {
      const said: unknown = typeof reply === "function" ? await reply(request) : reply;
      if ((said as { user?: unknown }).user) inside = true;
      return said;
    };
  const wrapped = Object.entries(routes).map(([route, reply]) => [route, wrap(reply)] as const);
  return {
    "GET /session": () => sessionOf(inside ? "alice" : null),
    "GET /me/sessions": { items: [] },
    ...Object.fromEntries(wrapped),
  };
}

const ENTERED = { user: CAST.alice, mfa_required: false };

async function enter(app: Awaited<ReturnType<typeof renderApp>>) {
  await app.user.type(screen.getByRole("textbox", { name: "Почта" }), "alice@example.org");
  await app.user.type(screen.getByLabelText("Пароль"), "correct horse");
  await app.user.click(screen.getByRole("button", { name: "Войти" }));
}

describe("sign-in", () => {
  it("lets a person in and takes them where they were going", async () => {
    const app = await renderApp("/profile", { routes: door({ "POST /session": ENTERED }) });

    await enter(app);

    expect(await screen.findByRole("heading", { level: 1, name: "Профиль" })).toBeVisible();
    expect(app.network.sent("POST", "/session")[0]?.body).toEqual({
      email: "alice@example.org",
      password: "correct horse",
    });
    expect(app.network.sent("POST", "/session")[0]?.headers.get("X-CSRFToken")).toBe("csrf-test");
  });

  it("says that the password is wrong and stays", async () => {
    const app = await renderApp("/sign-in", {
      routes: door({ "POST /session": refusal(401, "bad_credentials") }),
    });

    await enter(app);

    expect(await screen.findByRole("alert")).toHaveTextContent("Почта или пароль не подходят.");
  });

  it("tells to wait after too many attempts", async () => {
    const app = await renderApp("/sign-in", {
      routes: door({ "POST /session": refusal(429, "too_many_attempts") }),
    });

    await enter(app);

    expect(await screen.findByRole("alert")).toHaveTextContent("Слишком много попыток");
  });

  it("asks for the second step and takes a spaced code", async () => {
    const app = await renderApp("/sign-in?next=/profile", {
      routes: door({ "POST /session": { user: null, mfa_required: true }, "POST /session/totp": ENTERED }),
    });

    await enter(app);
    await app.user.type(await screen.findByRole("textbox", { name: "Код" }), "123 456");
    await app.user.click(screen.getByRole("button", { name: "Войти" }));

    expect(await screen.findByRole("heading", { level: 1, name: "Профиль" })).toBeVisible();
    expect(app.network.sent("POST", "/session/totp")[0]?.body).toEqual({ code: "123456" });
  });

  it("does not send an incomplete form", async () => {
    const app = await renderApp("/sign-in", { routes: door({}) });

    await app.user.click(screen.getByRole("button", { name: "Войти" }));

    expect(screen.getByText("Введите пароль.")).toBeVisible();
    expect(app.network.sent("POST")).toEqual([]);
  });

  it("never follows an address of another site", async () => {
    const app = await renderApp("/sign-in?next=//evil.example/x", { routes: door({}) });

    expect(app.router.state.location.search).toEqual({});
  });

  it("speaks English to those who ask, before anybody is known", async () => {
    const app = await renderApp("/sign-in", { routes: door({}) });

    await app.user.click(screen.getByRole("radio", { name: "English" }));

    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeVisible();
  });
});
