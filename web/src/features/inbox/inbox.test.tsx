import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { InboxRequest } from "@/api/types";
import { refusal } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { CAST, page } from "@/testing/samples";

function request(changes: Partial<InboxRequest> = {}): InboxRequest {
  return {
    id: "r1",
    received_at: "2026-11-23T09:00:00Z",
    channel: "form",
    form: { id: 1, name: "Сайт" },
    state: "done",
    name: "Мария Иванова",
    phone: "+79161234567",
    email: "",
    message: "Сколько стоит курс?",
    source: { id: 1, name: "Сайт" },
    campaign: null,
    deal: { id: "d1", title: "Курс для Марии", owner: { id: 1, name: CAST.alice.name } },
    matched: false,
    promised_at: "2026-11-24T09:00:00Z",
    answer_due_at: "2026-11-23T09:15:00Z",
    answered_at: "2026-11-23T09:10:00Z",
    reason: null,
    page: "",
    utm: {},
    ...changes,
  };
}

const routes = (one: InboxRequest) => ({ "GET /requests": page([one]), "GET /requests/:id": one });

describe("inbox", () => {
  it("shows who wrote what and whether they were answered in time", async () => {
    await renderApp("/inbox", { routes: routes(request()) });

    const row = await screen.findByRole("row", { name: /Мария Иванова/ });
    expect(row).toHaveTextContent("Сколько стоит курс?");
    expect(row).toHaveTextContent("Отвечено вовремя");
  });

  it("says how long an overdue client has been waiting", async () => {
    await renderApp("/inbox", { routes: routes(request({ answered_at: null })) });

    expect(await screen.findByRole("row", { name: /Мария Иванова/ })).toHaveTextContent("Просрочен на");
  });

  it("lets a manager take a request nobody has", async () => {
    const waiting = request({ deal: { id: "d1", title: "Курс для Марии", owner: null } });
    const app = await renderApp("/inbox?request=r1", {
      routes: { ...routes(waiting), "PUT /deals/:id/owner": {} },
    });

    await app.user.click(await screen.findByRole("button", { name: "Взять себе" }));

    expect(await screen.findByText("Сделка теперь ваша")).toBeVisible();
    expect(app.network.sent("PUT", "/deals/d1/owner")[0]?.body).toEqual({ manager: CAST.alice.id });
  });

  it("says so when somebody was faster", async () => {
    const waiting = request({ deal: { id: "d1", title: "Курс для Марии", owner: null } });
    const app = await renderApp("/inbox?request=r1", {
      routes: {
        ...routes(waiting),
        "PUT /deals/:id/owner": refusal(409, "already_taken", {}, "Эту сделку уже взяли."),
      },
    });

    await app.user.click(await screen.findByRole("button", { name: "Взять себе" }));

    expect(await screen.findByText("Эту сделку уже взяли.")).toBeVisible();
  });

  it("lets people decide about a suspicious request", async () => {
    const app = await renderApp("/inbox?request=r1&tab=quarantined", {
      routes: {
        ...routes(request({ state: "quarantined", deal: null, reason: "honeypot" })),
        "PUT /requests/:id/state": request(),
      },
    });
    const drawer = await screen.findByRole("dialog");
    expect(await within(drawer).findByText(/похоже на робота/)).toBeVisible();

    await app.user.click(within(drawer).getByRole("button", { name: "Принять в работу" }));

    expect(app.network.sent("PUT", "/requests/r1/state")[0]?.body).toEqual({ state: "accepted" });
  });

  it("teaches where requests come from while there are none", async () => {
    await renderApp("/inbox", { routes: { "GET /requests": page([]) } });

    expect(await screen.findByText("Заявок пока нет")).toBeVisible();
  });
});
