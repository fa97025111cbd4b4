import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { Answer, refusal, type Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { sessionOf } from "@/testing/samples";

const HERE = {
  id: "1",
  created_at: "2026-11-20T09:00:00Z",
  last_seen_at: "2026-11-23T09:00:00Z",
  ip: "192.0.2.1",
  user_agent: "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
  current: true,
};
const PHONE = { ...HERE, id: "2", user_agent: "Mozilla/5.0 (iPhone) Safari/605", current: false };

const open = (routes: Routes = {}) =>
  renderApp("/profile", { routes: { "GET /me/sessions": { items: [HERE, PHONE] }, ...routes } });

describe("the profile", () => {
  it("changes the password and says what follows", async () => {
    const app = await open({ "PUT /me/password": new Answer(204) });

    await app.user.type(screen.getByLabelText("Нынешний пароль"), "old password");
    await app.user.type(screen.getByLabelText("Новый пароль"), "new password 1");
    await app.user.click(screen.getByRole("button", { name: "Сменить пароль" }));

    expect(await screen.findByText(/Пароль изменён/)).toBeVisible();
    expect(app.network.sent("PUT", "/me/password")[0]?.body).toEqual({
      current: "old password",
      new: "new password 1",
    });
  });

  it("shows beside the field what the server refused", async () => {
    const app = await open({
      "PUT /me/password": refusal(
        422,
        "invalid",
        { new: "Этот пароль встречается в утечках." },
        "Проверьте поля.",
      ),
    });

    await app.user.type(screen.getByLabelText("Нынешний пароль"), "old password");
    await app.user.type(screen.getByLabelText("Новый пароль"), "new password 1");
    await app.user.click(screen.getByRole("button", { name: "Сменить пароль" }));

    expect(await screen.findByText("Этот пароль встречается в утечках.")).toBeVisible();
  });

  it("asks for the password again when the sign-in was long ago", async () => {
    const app = await renderApp("/profile", {
      routes: {
        "GET /me/sessions": { items: [] },
        "POST /me/totp": ({ body }) =>
          (body as { password?: string }).password === "correct horse"
            ? { secret: "JBSWY3DP", uri: "otpauth://totp/x", qr_svg: "<svg/>" }
            : refusal(403, "password_needed"),
      },
    });

    await app.user.click(screen.getByRole("button", { name: "Включить…" }));
    const dialog = await screen.findByRole("dialog");
    await app.user.type(await within(dialog).findByLabelText(/^Пароль/), "correct horse");
    await app.user.click(within(dialog).getByRole("button", { name: "Продолжить" }));

    expect(await screen.findByDisplayValue("JBSWY3DP")).toBeVisible();
  });

  it("turns the second step on and shows the recovery codes once", async () => {
    let mfa = false;
    const app = await open({
      "GET /session": () => sessionOf("alice", { mfa }),
      "POST /me/totp": {
        secret: "JBSWY3DP",
        uri: "otpauth://totp/x",
        qr_svg: "<svg xmlns='http://www.w3.org/2000/svg'/>",
      },
      "PUT /me/totp": () => {
        mfa = true;
        return { recovery_codes: ["aaaa-1111", "bbbb-2222"] };
      },
    });

    await app.user.click(screen.getByRole("button", { name: "Включить…" }));
    const dialog = await screen.findByRole("dialog", { name: "Вход в два шага" });
    await app.user.type(await within(dialog).findByRole("textbox", { name: /Код из приложения/ }), "123 456");
    await app.user.click(within(dialog).getByRole("button", { name: "Включить" }));

    expect(await within(dialog).findByRole("textbox", { name: "Запасные коды" })).toHaveValue(
      "aaaa-1111\nbbbb-2222",
    );
    expect(app.network.sent("PUT", "/me/totp")[0]?.body).toEqual({ code: "123456" });

    await app.user.click(within(dialog).getByRole("button", { name: "Коды сохранены" }));
    expect(await screen.findByText("Включён")).toBeVisible();
  });

  it("ends another session, never this one", async () => {
    const app = await open({ "DELETE /me/sessions/:id": new Answer(204) });
    const table = await screen.findByRole("table");

    await app.user.click(within(table).getByRole("button", { name: "Завершить" }));

    expect(within(table).getByText("Firefox, Windows")).toBeVisible();
    expect(within(table).getByText("Этот сеанс")).toBeVisible();
    expect(app.network.sent("DELETE")[0]?.path).toBe("/me/sessions/2");
  });

  it("says when the sessions could not be loaded and tries again", async () => {
    const app = await open({ "GET /me/sessions": refusal(500, "internal") });
    const failed = await screen.findByRole("alert");
    expect(failed).toHaveTextContent("req-test");

    app.network.set({ "GET /me/sessions": { items: [HERE] } });
    await app.user.click(within(failed).getByRole("button", { name: "Повторить" }));

    expect(await screen.findByText("Firefox, Windows")).toBeVisible();
  });
});
