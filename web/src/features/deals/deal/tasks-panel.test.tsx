import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import type { Deal, Task } from "@/api/types";
import type { Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { task } from "@/testing/desk-samples";
import { dealFull, page } from "@/testing/samples";

import { forgetAsked } from "./use-next-step-question";

beforeEach(forgetAsked);

function dealWith(tasks: Task[], changes: Partial<Deal> = {}): Routes {
  const next_task_at = tasks[0]?.due_at ?? null;
  return {
    "GET /deals/:id": dealFull({ id: "d1", title: "Курс Python", next_task_at, ...changes }),
    "GET /deals/:id/timeline": { items: [], next: null },
    "GET /deals/:id/tasks": { items: tasks },
    "POST /deals/:id/tasks": task({ id: "t9" }),
    "PUT /tasks/:id/done": { task: task({ id: "t1" }), next: null },
    "PUT /tasks/:id/cancelled": task({ id: "t1" }),
    "PATCH /tasks/:id": task({ id: "t1" }),
    "GET /saved-views": page([]),
    "GET /contacts": page([]),
  };
}

const open = (tasks: Task[], changes: Partial<Deal> = {}) =>
  renderApp("/deals/d1", { routes: dealWith(tasks, changes) });

const panel = async () => screen.findByRole("region", { name: "Следующий шаг" });

describe("the next step of a deal", () => {
  it("is planned in two keys: a call tomorrow morning", async () => {
    const { user, network } = await open([]);
    expect(await within(await panel()).findByText(/легко забыть/)).toBeVisible();

    await user.keyboard("t");
    expect(await screen.findByRole("textbox", { name: "Что сделать" })).toHaveFocus();
    await user.keyboard("{Enter}");

    await waitFor(() => expect(network.sent("POST", "/deals/d1/tasks")).toHaveLength(1));
    const body = network.sent("POST", "/deals/d1/tasks")[0]?.body as Task;
    expect(body).toMatchObject({ kind: "call", title: "Позвонить", duration_minutes: null });
    // Ten in the morning in Moscow.
    expect(body.due_at).toMatch(/T07:00:00/);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("is finished in two keys, against the version seen", async () => {
    const { user, network } = await open([task({ id: "t1", version: 3 })]);
    await within(await panel()).findByText("Позвонить Марии");

    await user.keyboard("d");
    await screen.findByRole("textbox", { name: "Что получилось" });
    await user.keyboard("{Enter}");

    await waitFor(() => expect(network.sent("PUT", "/tasks/t1/done")).toHaveLength(1));
    const sent = network.sent("PUT", "/tasks/t1/done")[0];
    expect(sent?.body).toEqual({ result: "", next: null });
    expect(sent?.headers.get("If-Match")).toBe('"3"');
  });

  it("says what came of it and what follows in one go", async () => {
    const { user, network } = await open([task({ id: "t1" })]);

    await user.click(await screen.findByRole("button", { name: "Сделано: Позвонить Марии" }));
    await user.type(await screen.findByRole("textbox", { name: "Что получилось" }), "Ждёт договор");
    await user.click(screen.getByRole("radio", { name: "Через 3 дня" }));
    const title = screen.getByRole("textbox", { name: "Следующий шаг" });
    await user.clear(title);
    await user.type(title, "Спросить о договоре");
    await user.click(screen.getByRole("button", { name: "Сделано" }));

    await waitFor(() => expect(network.sent("PUT", "/tasks/t1/done")).toHaveLength(1));
    expect(network.sent("PUT", "/tasks/t1/done")[0]?.body).toMatchObject({
      result: "Ждёт договор",
      next: { kind: "call", title: "Спросить о договоре" },
    });
  });

  it("says in words that it is late", async () => {
    await open([task({ id: "t1", due_at: "2020-01-01T10:00:00Z" })]);

    expect(await within(await panel()).findByText(/Просрочено/)).toBeVisible();
  });

  it("keeps an untouched time to the second when only words change", async () => {
    const { user, network } = await open([task({ id: "t1", due_at: "2030-01-01T10:00:30Z" })]);

    await user.click(await screen.findByRole("button", { name: "Ещё: Позвонить Марии" }));
    await user.click(await screen.findByRole("menuitem", { name: "Изменить или перенести" }));
    const title = await screen.findByRole("textbox", { name: "Что сделать" });
    await user.clear(title);
    await user.type(title, "Написать{Enter}");

    await waitFor(() => expect(network.sent("PATCH", "/tasks/t1")).toHaveLength(1));
    expect(network.sent("PATCH", "/tasks/t1")[0]?.body).toMatchObject({
      title: "Написать",
      due_at: "2030-01-01T10:00:30Z",
    });
  });

  it("offers nothing to whoever may only look", async () => {
    await open([task({ id: "t1", can_edit: false })], {
      can: { open: true, edit: false, assign: false, close: false },
    });

    const steps = await panel();
    expect(await within(steps).findByText("Позвонить Марии")).toBeVisible();
    expect(within(steps).queryByRole("button")).toBeNull();
  });
});

describe("leaving a deal with nothing planned", () => {
  it("asks what is next, and one press plans it", async () => {
    const { user, network, router } = await open([]);
    await panel();

    router.history.push("/clients");
    const question = await screen.findByRole("alert");
    await user.click(within(question).getByRole("button", { name: "Завтра" }));

    await waitFor(() => expect(network.sent("POST", "/deals/d1/tasks")).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it("asks once and can be skipped", async () => {
    const { user, router } = await open([]);
    await panel();
    router.history.push("/clients");
    await user.click(await screen.findByRole("button", { name: "Пропустить" }));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());

    await router.navigate({ to: "/deals/$dealId", params: { dealId: "d1" } });
    await panel();
    router.history.push("/clients");
    await screen.findByRole("heading", { name: "Клиенты" });

    expect(screen.queryByText("Что дальше?")).toBeNull();
  });

  it.each<[string, Task[], Partial<Deal>]>([
    ["something is planned", [task({ id: "t1" })], {}],
    ["it is closed", [], { state: "won" }],
    ["it rests", [], { pause: { until: "2030-01-01T10:00:00Z", reason: "Ждёт" } }],
    ["it is somebody else's", [], { owner: { id: 2, name: "Борис Ким" } }],
  ])("does not ask when %s", async (_name, tasks, changes) => {
    const { router } = await open(tasks, changes);
    await panel();

    router.history.push("/clients");
    await screen.findByRole("heading", { name: "Клиенты" });

    expect(screen.queryByText("Что дальше?")).toBeNull();
  });
});
