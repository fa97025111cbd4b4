import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Task } from "@/api/types";
import { type FakeRequest, refusal, type Routes } from "@/testing/network";
import { renderApp } from "@/testing/render-app";
import { task } from "@/testing/desk-samples";
import { dealRow, page } from "@/testing/samples";

// A Wednesday of 2030; ten in the morning in Moscow is seven in UTC.
const call = task({ id: "t1", title: "Позвонить Марии", due_at: "2030-05-08T07:00:00Z", version: 4 });
const done = task({
  id: "t2",
  title: "Написать",
  due_at: "2030-05-07T12:00:00Z",
  done_at: "2030-05-07T11:00:00Z",
});

function withTasks(tasks: Task[], more: Routes = {}): Routes {
  let version = 4;
  const shown = { ...call };
  return {
    "GET /tasks": () => ({ items: tasks.map((one) => (one.id === call.id ? shown : one)), next: null }),
    "GET /deals": page([]),
    "PATCH /tasks/:id": ({ body }: FakeRequest) => Object.assign(shown, body, { version: (version += 1) }),
    "GET /calendar-feed": { created_at: null },
    "POST /calendar-feed": { url: "https://crm.test/calendar/secret.ics" },
    ...more,
  };
}

const open = (tasks: Task[] = [call, done], more: Routes = {}, path = "/calendar?day=2030-05-08") =>
  renderApp(path, { routes: withTasks(tasks, more) });

const day = (name: RegExp) => screen.findByRole("region", { name });

describe("the calendar", () => {
  it("asks for the week in the organisation's zone and puts tasks on their days", async () => {
    const { network } = await open();

    expect(
      await within(await day(/ср, 8 мая/)).findByRole("button", { name: "10:00: Позвонить Марии" }),
    ).toBeVisible();
    const tuesday = await day(/вт, 7 мая/);
    expect(within(tuesday).getByRole("button", { name: "15:00, сделано: Написать" })).toBeVisible();
    const asked = network.sent("GET", "/tasks")[0]?.query;
    expect(asked?.get("due_from")).toBe("2030-05-05T21:00:00.000Z");
    expect(asked?.get("due_to")).toBe("2030-05-12T21:00:00.000Z");
    expect(asked?.get("state")).toBe("all");
  });

  it("moves a task by keys, one request after the other, each against the newest version", async () => {
    const { user, network } = await open();
    (await screen.findByRole("button", { name: "10:00: Позвонить Марии" })).focus();

    await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
    const thursday = screen.getByRole("region", { name: /чт, 9 мая/ });
    await waitFor(() => expect(within(thursday).getByRole("button")).toHaveFocus());
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}");

    await waitFor(() => expect(network.sent("PATCH", "/tasks/t1")).toHaveLength(2));
    const [first, second] = network.sent("PATCH", "/tasks/t1");
    expect(first?.body).toEqual({ due_at: "2030-05-09T07:00:00.000Z" });
    expect(first?.headers.get("If-Match")).toBe('"4"');
    expect(second?.body).toEqual({ due_at: "2030-05-09T07:15:00.000Z" });
    expect(second?.headers.get("If-Match")).toBe('"5"');
  });

  it("brings a task back when its new time is over", async () => {
    const { user } = await open([call], { "PATCH /tasks/:id": refusal(422, "in_the_past") });
    (await screen.findByRole("button", { name: "10:00: Позвонить Марии" })).focus();

    await user.keyboard("{Shift>}{ArrowLeft}{/Shift}");

    expect(await screen.findByText("Это время уже прошло.")).toBeVisible();
    expect(within(await day(/ср, 8 мая/)).getByRole("button", { name: /Позвонить Марии/ })).toBeVisible();
  });

  it("does not let a done task be moved", async () => {
    const { user, network } = await open();
    (await screen.findByRole("button", { name: /сделано: Написать/ })).focus();

    await user.keyboard("{Shift>}{ArrowRight}{/Shift}");

    expect(network.sent("PATCH")).toHaveLength(0);
  });

  it("opens a task with a press and shows deals that come back from a pause", async () => {
    const back = dealRow({ id: "d7", title: "Испанский", paused_until: "2030-05-09T06:00:00Z" });
    const { user } = await open([call], { "GET /deals": page([back]) });

    expect(
      await within(await day(/чт, 9 мая/)).findByRole("link", { name: "С паузы: Испанский" }),
    ).toBeVisible();
    await user.click(screen.getByRole("button", { name: "10:00: Позвонить Марии" }));
    expect(await screen.findByRole("dialog", { name: "Задача" })).toBeVisible();
  });

  it("goes to the next week and shows one day", async () => {
    const { user, address } = await open();
    await day(/ср, 8 мая/);

    await user.click(screen.getByRole("button", { name: "Позже" }));
    await waitFor(() => expect(address()).toBe("/calendar?day=2030-05-15"));
    await user.click(screen.getByRole("radio", { name: "День" }));

    await waitFor(() => expect(address()).toBe("/calendar?view=day&day=2030-05-15"));
    expect(await screen.findAllByRole("region", { name: /мая/ })).toHaveLength(1);
  });

  it("gives a secret link once", async () => {
    const { user } = await open();

    await user.click(await screen.findByRole("button", { name: "Подписаться" }));
    await user.click(await screen.findByRole("button", { name: "Создать ссылку" }));

    expect(await screen.findByRole("textbox", { name: "Ссылка на календарь" })).toHaveValue(
      "https://crm.test/calendar/secret.ics",
    );
  });
});

describe("dragging", () => {
  // A page without layout has no places: every column of the week is made 100 wide here.
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (this: HTMLElement) {
      const columns = [...document.querySelectorAll("[data-day]")];
      const index = columns.indexOf(this);
      return new DOMRect(index < 0 ? 0 : index * 100, index < 0 ? 480 : 0, 100, 1152);
    });
  });
  afterEach(() => void vi.restoreAllMocks());

  it("drops a task on the day and quarter under it", async () => {
    const { network } = await open([call]);
    const held = await screen.findByRole("button", { name: "10:00: Позвонить Марии" });

    fireEvent.pointerDown(held, { button: 0, clientX: 210, clientY: 490 });
    fireEvent.pointerMove(held, { clientX: 410, clientY: 550 });
    fireEvent.pointerUp(held, { clientX: 410, clientY: 550 });

    // Friday; the task's top is held ten below its edge: 540 px is a quarter past eleven.
    await waitFor(() => expect(network.sent("PATCH", "/tasks/t1")).toHaveLength(1));
    expect(network.sent("PATCH", "/tasks/t1")[0]?.body).toEqual({ due_at: "2030-05-10T08:15:00.000Z" });
  });

  it("takes an unsteady press for a press", async () => {
    const { network } = await open([call]);
    const held = await screen.findByRole("button", { name: "10:00: Позвонить Марии" });

    fireEvent.pointerDown(held, { button: 0, clientX: 210, clientY: 490 });
    fireEvent.pointerMove(held, { clientX: 212, clientY: 491 });
    fireEvent.pointerUp(held, { clientX: 212, clientY: 491 });
    fireEvent.click(held);

    expect(await screen.findByRole("dialog", { name: "Задача" })).toBeVisible();
    expect(network.sent("PATCH")).toHaveLength(0);
  });
});
