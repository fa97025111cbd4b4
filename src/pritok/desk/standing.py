"""Where a deal or a task stands on its manager's desk, why, and how urgent that makes it. Knows no tables.

Each deal stands in one column: *now* somebody waits for us, *next* something is planned for this week or was never
begun, *at risk* it is being forgotten or stuck, *waiting* for the client, a pause or a later day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

Column = Literal["now", "next", "at_risk", "waiting"]
Reason = Literal[
    "answer_overdue", "answer_due", "client_waits", "task_overdue",
    "task_today", "task_week", "pause_over", "not_contacted", "our_turn",
    "forgotten", "near_forgotten", "stuck",
    "task_later", "clients_turn", "paused",
]  # fmt: skip

COLUMNS: tuple[Column, ...] = ("now", "next", "at_risk", "waiting")
# The column of each reason and its weight: how much more it matters than a deal that simply waits.
REASONS: Mapping[Reason, tuple[Column, float]] = {
    "answer_overdue": ("now", 8.0),
    "answer_due": ("now", 6.0),
    "client_waits": ("now", 5.0),
    "task_overdue": ("now", 4.0),
    "task_today": ("next", 3.0),
    "pause_over": ("next", 2.5),
    "our_turn": ("next", 2.0),
    "not_contacted": ("next", 2.0),
    "task_week": ("next", 1.5),
    "forgotten": ("at_risk", 3.0),
    "near_forgotten": ("at_risk", 2.0),
    "stuck": ("at_risk", 1.5),
    "task_later": ("waiting", 1.0),
    "clients_turn": ("waiting", 1.0),
    "paused": ("waiting", 0.5),
}
# Lateness beyond this makes nothing more urgent: what is lost by then is lost.
_LATEST_DAYS = 10.0
_DAY_S = 86_400.0
# From this part of the limit on a silence is worth a look.
_NEAR = 2 / 3


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """What of an open deal decides its place. `incoming_at`: the latest message or missed call of the client;
    `last_direction` is that of the latest conversation.
    """

    id: UUID
    stage_id: int
    amount_minor: int | None
    created_at: datetime
    stage_entered_at: datetime
    answer_due_at: datetime | None
    first_answer_at: datetime | None
    last_contact_at: datetime | None
    next_task_at: datetime | None
    paused_until: datetime | None
    incoming_at: datetime | None
    last_direction: str | None


@dataclass(frozen=True, slots=True)
class Ask:
    """A request nobody has answered yet."""

    received_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Rules:
    """This moment, the ends of today and of this week in the organisation's zone, its limits in working seconds.

    `working_s` gives the working seconds from a moment to this one.
    """

    now: datetime
    today_ends: datetime
    week_ends: datetime
    forgotten_s: int
    stage_limits_s: Mapping[int, int]
    working_s: Callable[[datetime], float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`at` is the moment the reason is about: since when somebody waits, or when something is due."""

    reason: Reason
    at: datetime

    @property
    def column(self) -> Column:
        return REASONS[self.reason][0]


def judge_task(due_at: datetime, rules: Rules) -> Verdict:
    if due_at < rules.now:
        return Verdict("task_overdue", due_at)
    if due_at < rules.today_ends:
        return Verdict("task_today", due_at)
    return Verdict("task_week" if due_at < rules.week_ends else "task_later", due_at)


def judge_deal(
    deal: OpenDeal, rules: Rules, *, task_due_at: datetime | None = None, ask: Ask | None = None
) -> Verdict:
    """Say where an open deal stands. `task_due_at` is the person's own earliest task on it, `ask` a request of the
    client that waits for an answer. A colleague's task plans the deal as long as it is not late.
    """
    waits = _client_waits(deal, rules, ask)
    if waits is not None:
        return waits
    due_at = task_due_at
    if due_at is None and deal.next_task_at is not None and deal.next_task_at >= rules.now:
        due_at = deal.next_task_at
    if due_at is not None and due_at < rules.week_ends:
        return judge_task(due_at, rules)
    if deal.paused_until is not None and deal.paused_until > rules.now:
        return Verdict("paused", deal.paused_until)
    if due_at is None and _has_just_come_back(deal, rules):
        return Verdict("pause_over", deal.paused_until or rules.now)
    return _risk(deal, rules, is_planned=due_at is not None) or _rest(deal, due_at)


def urgency(verdict: Verdict, now: datetime) -> float:
    """Return by how much the reason multiplies the deal's value; it only grows as time passes."""
    late_days = (now - verdict.at).total_seconds() / _DAY_S
    weight = REASONS[verdict.reason][1]
    if late_days < 0:
        return weight / (1 - late_days)
    return weight * (1 + min(late_days, _LATEST_DAYS) / _LATEST_DAYS)


def _client_waits(deal: OpenDeal, rules: Rules, ask: Ask | None) -> Verdict | None:
    due_at = ask.due_at if ask else None
    if due_at is None and deal.first_answer_at is None:
        due_at = deal.answer_due_at
    if due_at is not None:
        return Verdict("answer_overdue" if due_at < rules.now else "answer_due", due_at)
    heard, spoken = deal.incoming_at, deal.last_contact_at
    if heard is not None and (spoken is None or spoken <= heard):
        return Verdict("client_waits", heard)
    return None


def _has_just_come_back(deal: OpenDeal, rules: Rules) -> bool:
    """Say whether a pause is over and there was not much time to take the deal up again."""
    until, spoken = deal.paused_until, deal.last_contact_at
    if until is None or (spoken is not None and spoken >= until):
        return False
    return rules.working_s(until) <= rules.forgotten_s * _NEAR


def _risk(deal: OpenDeal, rules: Rules, *, is_planned: bool) -> Verdict | None:
    touched_at = max(deal.created_at, deal.last_contact_at or deal.created_at)
    silence = 0.0 if is_planned else rules.working_s(touched_at)
    if silence > rules.forgotten_s:
        return Verdict("forgotten", touched_at)
    limit = rules.stage_limits_s.get(deal.stage_id)
    if limit is not None and rules.working_s(deal.stage_entered_at) > limit:
        return Verdict("stuck", deal.stage_entered_at)
    if silence > rules.forgotten_s * _NEAR:
        return Verdict("near_forgotten", touched_at)
    return None


def _rest(deal: OpenDeal, due_at: datetime | None) -> Verdict:
    if due_at is not None:
        return Verdict("task_later", due_at)
    spoken = deal.last_contact_at
    if spoken is None:
        return Verdict("not_contacted", deal.created_at)
    return Verdict("our_turn" if deal.last_direction == "in" else "clients_turn", spoken)


def week_end(today: datetime) -> datetime:
    """Return the midnight after Sunday of the week of `today`, a local midnight."""
    return today + timedelta(days=7 - today.weekday())
