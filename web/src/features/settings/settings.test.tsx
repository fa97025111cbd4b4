import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { refusal } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { CAST, dictionaries, page, sessionOf } from "@/testing/samples";

const asAdmin = { "GET /session": sessionOf("ada") };
const asHead = { "GET /session": sessionOf("henry") };

describe("settings", () => {
  it("shows a manager what can be read, not what only a head may change", async () => {
    await renderApp("/settings/absences", { routes: { "GET /absences": page([]) } });

    const nav = screen.getByRole("navigation", { name: "Разделы настроек" });
    expect(within(nav).getByRole("link", { name: "Раздача заявок" })).toBeVisible();
    expect(within(nav).queryByRole("link", { name: "Причины отказа" })).toBeNull();
    expect(within(nav).queryByRole("link", { name: "Ключи API" })).toBeNull();
  });

  it("shows a new API key once", async () => {
    const made = {
      id: 5,
      name: "Сайт",
      scope: "intake",
      created_at: "2026-11-23T09:00:00Z",
      last_used_at: null,
      token: "ptk_secret",
    };
    const app = await renderApp("/settings/tokens", {
      routes: { ...asAdmin, "GET /tokens": page([]), "POST /tokens": made },
    });

    await app.user.type(screen.getByLabelText("Название"), "Сайт");
    await app.user.click(screen.getByRole("button", { name: "Выдать" }));

    expect(await screen.findByDisplayValue("ptk_secret")).toBeVisible();
    expect(app.network.sent("POST", "/tokens")[0]?.body).toEqual({ name: "Сайт", scope: "intake" });
  });

  it("adds a reason inside its group", async () => {
    const app = await renderApp("/settings/reasons", {
      routes: { ...asHead, "POST /dictionaries/:kind": {} },
    });

    await app.user.type(screen.getByLabelText("Новая причина в группе «Клиент»"), "Передумал");
    await app.user.click(screen.getAllByRole("button", { name: "Добавить" })[0]!);

    await expect
      .poll(() => app.network.sent("POST", "/dictionaries/loss_reasons")[0]?.body)
      .toEqual({ name: "Передумал", group: 1, position: 2 });
  });

  it("renames a stage in place and says why it could not", async () => {
    const app = await renderApp("/settings/pipelines", {
      routes: { ...asHead, "PATCH /stages/:id": refusal(409, "name_taken", {}, "Такой этап уже есть.") },
    });

    await app.user.click(screen.getByRole("button", { name: "Переименовать: Разговор" }));
    const field = screen.getByRole("textbox", { name: "Новое название" });
    await app.user.clear(field);
    await app.user.type(field, "Новая{Enter}");

    expect(await screen.findByText(/Такой этап уже есть/)).toBeVisible();
    expect(app.network.sent("PATCH", "/stages/12")[0]?.body).toEqual({ name: "Новая" });
  });

  it("gives a new colleague a password that is shown once", async () => {
    const made = {
      id: 9,
      name: "Нина Юрьева",
      role: "manager",
      team: null,
      is_active: true,
      absent_until: null,
      temporary_password: "tea-cup-71",
    };
    const app = await renderApp("/settings/people", {
      routes: { ...asAdmin, "GET /people": page([]), "GET /teams": page([]), "POST /people": made },
    });

    await app.user.click(screen.getByRole("button", { name: "Человек" }));
    const dialog = await screen.findByRole("dialog");
    await app.user.type(within(dialog).getByLabelText(/Имя и фамилия/), "Нина Юрьева");
    await app.user.type(within(dialog).getByLabelText(/Почта/), "nina@example.org");
    await app.user.click(within(dialog).getByRole("button", { name: "Добавить" }));

    expect(await screen.findByDisplayValue("tea-cup-71")).toBeVisible();
  });

  it("says that deals wait while nobody takes part in the distribution", async () => {
    const rule = { pipeline: { id: 1, name: dictionaries.pipelines[0]?.name }, mode: "fair", members: [] };
    await renderApp("/settings/routing", {
      routes: {
        ...asHead,
        "GET /routing": { items: [rule] },
        "GET /routing/:pipeline/ledger": { items: [], next: null },
      },
    });

    expect(await screen.findByText(/Никто не участвует/)).toBeVisible();
  });

  it("saves weights for the whole pipeline at once", async () => {
    const member = {
      manager: { id: CAST.alice.id, name: CAST.alice.name },
      weight: 100,
      capacity: null,
      is_active: true,
      given_30d: 3,
      open_deals: 2,
      absent_until: null,
    };
    const rule = { pipeline: { id: 1, name: "Продажи" }, mode: "fair", members: [member] };
    const app = await renderApp("/settings/routing", {
      routes: {
        ...asHead,
        "GET /routing": { items: [rule] },
        "GET /routing/:pipeline/ledger": { items: [], next: null },
        "PUT /routing/:pipeline": rule,
      },
    });

    const weight = await screen.findByLabelText(`Вес: ${CAST.alice.name}`);
    await app.user.clear(weight);
    await app.user.type(weight, "50");
    await app.user.click(screen.getByRole("button", { name: "Сохранить" }));

    await expect
      .poll(() => app.network.sent("PUT", "/routing/1")[0]?.body)
      .toEqual({ mode: "fair", members: [{ manager: 1, weight: 50, capacity: null, is_active: true }] });
  });
});
