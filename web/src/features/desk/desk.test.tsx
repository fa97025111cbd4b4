import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Desk, DeskRow } from "@/api/types";
import { FakeEventSource } from "@/testing/fake-event-source";
import { refusal, type Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { desk, deskRow, task } from "@/testing/desk-samples";
import { page, sessionOf } from "@/testing/samples";

const late = deskRow({
  key: "deal:d1",
  reason: "task_overdue",
  action: "call",
  task: task({ id: "t1", due_at: "2026-11-20T09:00:00Z" }),
  tasks: 1,
});
const waits = deskRow({
  key: "deal:d2",
  reason: "client_waits",
  action: "answer",
  deal: dealOf("d2", "Английский"),
});
const own = deskRow({
  key: "task:t5",
  reason: "task_today",
  action: "do",
  deal: null,
  expected: null,
  task: task({ id: "t5", title: "Прочитать прайс", deal: null, contact: null }),
});
const quiet = deskRow({ key: "deal:d3", deal: dealOf("d3", "Испанский") });

function dealOf(id: string, title: string): DeskRow["deal"] {
  const { deal } = deskRow({ key: id });
  return deal && { ...deal, id, title };
}

function withDesk(shown: Desk, more: Routes = {}): Routes {
  return {
    "GET /desk": shown,
    "GET /deals": page([]),
    "GET /saved-views": page([]),
    "POST /deals/:id/contacts": {},
    "POST /deals/:id/notes": {},
    "POST /deals/:id/tasks": task({ id: "t9" }),
    "PUT /tasks/:id/done": { task: task({ id: "t1" }), next: null },
    "PATCH /tasks/:id": task({ id: "t1" }),
    ...more,
  };
}

const full = desk({ now: [late, waits], next: [own], waiting: [quiet] });
const open = (shown = full, more: Routes = {}, path = "/desk") =>
  renderApp(path, { routes: withDesk(shown, more) });

describe("the desk", () => {
  it("is where managers begin, and heads begin with all deals", async () => {
    const manager = await open(full, {}, "/");
    await screen.findByRole("region", { name: /Сейчас/ });
    expect(manager.address()).toBe("/desk");
    manager.unmount();

    const head = await open(
      full,
      { "GET /session": sessionOf("henry"), "GET /board": refusal(404, "x") },
      "/",
    );
    await waitFor(() => expect(head.address()).toBe("/deals"));
  });

  it("says why each row lies there and offers the one obvious act", async () => {
    await open();

    const now = await screen.findByRole("region", { name: /Сейчас 2/ });
    expect(within(now).getByText(/Задача просрочена/)).toBeVisible();
    expect(within(now).getByRole("link", { name: "Позвонить: Курс Python" })).toHaveAttribute(
      "href",
      "tel:+79161234567",
    );
    expect(within(now).getByRole("link", { name: "Ответить: Английский" })).toBeVisible();
    const next = screen.getByRole("region", { name: /Дальше 1/ });
    expect(within(next).getByRole("button", { name: "Сделано: Прочитать прайс" })).toBeVisible();
    expect(screen.getByText(/2 заявки сегодня/)).toBeVisible();
    expect(screen.getByText(/Выиграно за месяц: 3/)).toBeVisible();
  });

  it("teaches what will lie in an empty column", async () => {
    await open(desk());

    expect(await screen.findByText(/Никто не ждёт/)).toBeVisible();
    expect(screen.getByText(/Ничего не забыто/)).toBeVisible();
  });

  it("says that more is behind a full column", async () => {
    await open({ ...full, now: { count: 40, rows: [late] } });

    expect(await screen.findByText(/И ещё 39/)).toBeVisible();
  });

  it("finishes the first task in three keys", async () => {
    const { user, network } = await open();
    await screen.findByRole("region", { name: /Сейчас/ });

    await user.keyboard("jd");
    await screen.findByRole("textbox", { name: "Что получилось" });
    await user.keyboard("{Enter}");

    await waitFor(() => expect(network.sent("PUT", "/tasks/t1/done")).toHaveLength(1));
    await waitFor(() => expect(network.sent("GET", "/desk").length).toBeGreaterThan(1));
  });

  it("walks over all columns with j and k and to the next with an arrow", async () => {
    const { user } = await open();
    await screen.findByRole("region", { name: /Сейчас/ });

    await user.keyboard("jj");
    expect(screen.getByRole("link", { name: "Английский" })).toHaveFocus();
    await user.keyboard("j");
    expect(screen.getByRole("button", { name: "Прочитать прайс" })).toHaveFocus();
    await user.keyboard("{ArrowRight}");
    expect(screen.getByRole("link", { name: "Испанский" })).toHaveFocus();
    await user.keyboard("k");
    expect(screen.getByRole("button", { name: "Прочитать прайс" })).toHaveFocus();
  });

  it("opens the deal with Enter", async () => {
    const { user, address } = await open(full, { "GET /deals/:id": refusal(404, "not_found") });
    await screen.findByRole("region", { name: /Сейчас/ });

    await user.keyboard("j{Enter}");

    await waitFor(() => expect(address()).toBe("/deals/d1"));
  });

  it("notes, plans and moves with a letter each, and stays in its place", async () => {
    const { user, network } = await open();
    await screen.findByRole("region", { name: /Сейчас/ });

    await user.keyboard("jn");
    await user.type(
      await screen.findByRole("textbox", { name: "Текст заметки" }),
      "Ждёт{Control>}{Enter}{/Control}",
    );
    await waitFor(() => expect(network.sent("POST", "/deals/d1/notes")[0]?.body).toEqual({ text: "Ждёт" }));
    await waitFor(() => expect(screen.getByRole("link", { name: "Курс Python" })).toHaveFocus());

    await user.keyboard("t");
    await screen.findByRole("textbox", { name: "Что сделать" });
    await user.keyboard("{Enter}");
    await waitFor(() => expect(network.sent("POST", "/deals/d1/tasks")).toHaveLength(1));
    await waitFor(() => expect(screen.getByRole("link", { name: "Курс Python" })).toHaveFocus());

    await user.keyboard("m");
    await user.click(await screen.findByRole("radio", { name: "Через неделю" }));
    await user.click(screen.getByRole("button", { name: "Сохранить" }));
    await waitFor(() => expect(network.sent("PATCH", "/tasks/t1")).toHaveLength(1));
  });

  it("asks after a call that was planned whether it is done", async () => {
    const { user, network } = await open();
    await screen.findByRole("region", { name: /Сейчас/ });

    await user.keyboard("jc");
    await user.click(await screen.findByRole("button", { name: "Записать контакт" }));

    expect(await screen.findByRole("textbox", { name: "Что получилось" })).toBeVisible();
    expect(network.sent("POST", "/deals/d1/contacts")[0]?.body).toMatchObject({
      channel: "call",
      direction: "out",
      answered: true,
    });
  });

  it("reads itself again when the journal tells of a change", async () => {
    const { network } = await open();
    await screen.findByRole("region", { name: /Сейчас/ });
    network.set({ "GET /desk": desk({ now: [waits] }) });

    act(() => FakeEventSource.latest().open());
    act(() => FakeEventSource.latest().send("changed", { position: 11, kind: "task.done", deal: "d1" }));

    expect(await screen.findByRole("region", { name: /Сейчас 1/ })).toBeVisible();
  });

  it("lets a lead look at the desks of the own team only", async () => {
    const { user, address, network } = await open(full, { "GET /session": sessionOf("carol") });

    await user.click(await screen.findByRole("combobox", { name: "Чей стол" }));
    expect(screen.queryByRole("option", { name: "Давид Петров" })).toBeNull();
    await user.click(await screen.findByRole("option", { name: "Борис Ким" }));

    await waitFor(() => expect(address()).toBe("/desk?person=2"));
    await waitFor(() => expect(network.requests.at(-1)?.query.get("person")).toBe("2"));
  });

  it("says so when the desk is not one's to see", async () => {
    await open(full, { "GET /desk": refusal(404, "not_found") }, "/desk?person=4");

    expect(await screen.findByRole("heading", { name: "Здесь ничего нет" })).toBeVisible();
  });
});
