// Tasks and desks for tests.
import type { Desk, DeskRow, Task } from "@/api/types";

import { CAST } from "./samples";

/** An open task of Alice's on a deal. */
export function task(changes: Partial<Task> & { id: string }): Task {
  return {
    deal: { id: "d1", title: "Курс Python", state: "open" },
    contact: { id: "c1", name: "Мария Иванова" },
    person: { id: 1, name: CAST.alice.name },
    kind: "call",
    title: "Позвонить Марии",
    note: "",
    due_at: "2030-01-01T10:00:00Z",
    duration_minutes: null,
    result: "",
    done_at: null,
    cancelled_at: null,
    created_at: "2026-11-20T09:00:00Z",
    created_by: { id: 1, name: CAST.alice.name },
    version: 1,
    can_edit: true,
    ...changes,
  };
}

/** A row of Alice's desk about a deal. */
export function deskRow(changes: Partial<DeskRow> & { key: string }): DeskRow {
  return {
    reason: "clients_turn",
    at: "2026-11-20T09:00:00Z",
    action: "plan",
    deal: {
      id: "d1",
      title: "Курс Python",
      stage: { id: 12, name: "Разговор" },
      amount: 49_900,
      currency: "RUB",
      contact: { id: "c1", name: "Мария Иванова" },
      company: null,
      phone: "+79161234567",
      version: 1,
    },
    task: null,
    tasks: 0,
    expected: 20_000,
    ...changes,
  };
}

type DeskRows = Partial<Record<"now" | "next" | "at_risk" | "waiting", DeskRow[]>>;

export function desk(rows: DeskRows = {}, changes: Partial<Desk> = {}): Desk {
  const column = (some: DeskRow[] = []) => ({ count: some.length, rows: some });
  return {
    person: 1,
    as_of: "2026-11-24T09:00:00Z",
    position: 10,
    currency: "RUB",
    figures: { requests_today: 2, tasks_done_today: 5, won_month: 3, won_amount_month: 120_000 },
    now: column(rows.now),
    next: column(rows.next),
    at_risk: column(rows.at_risk),
    waiting: column(rows.waiting),
    ...changes,
  };
}
