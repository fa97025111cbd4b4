// The kinds of facts as the timeline's filter groups them.
export type FactGroup = "contacts" | "notes" | "steps" | "edits";

const STEPS = [
  "deal.created",
  "deal.moved",
  "deal.assigned",
  "deal.won",
  "deal.lost",
  "deal.reason_changed",
  "loss.reviewed",
  "deal.reopened",
  "deal.paused",
  "deal.resumed",
  "deal.deleted",
  "deal.merged",
  "deal.answered",
  "assignment.decided",
  "request.received",
  "request.matched",
  "task.planned",
  "task.moved",
  "task.edited",
  "task.done",
  "task.cancelled",
];

export function groupOf(kind: string): FactGroup {
  if (kind === "contact.made" || kind === "request.received" || kind === "request.matched") return "contacts";
  if (kind === "note.added") return "notes";
  return STEPS.includes(kind) ? "steps" : "edits";
}
