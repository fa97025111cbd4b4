"""The desk of one person: every open deal and due task judged, ranked by value × urgency, the best of each shown."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pritok.accounts import queries as accounts
from pritok.accounts.actor import Actor
from pritok.accounts.models import Organisation
from pritok.api.desk.schemas import (
    Action,
    DeskColumn,
    DeskDeal,
    DeskFigures,
    DeskOut,
    DeskRow,
)
from pritok.api.desk.worth import Worth, known_rates
from pritok.api.reporting.limits import limits
from pritok.api.schemas import RecordRef, Ref
from pritok.desk import queries_standing as standing
from pritok.desk.models import Task
from pritok.desk.schemas import task_out
from pritok.desk.standing import (
    COLUMNS,
    Ask,
    OpenDeal,
    Reason,
    Rules,
    Verdict,
    judge_deal,
    judge_task,
    urgency,
    week_end,
)
from pritok.intake.queries import unanswered
from pritok.journal.reading import head
from pritok.kit import clock
from pritok.kit.money import to_major
from pritok.kit.working_time import WorkingIndex

# Longer silences and stays are all the same to the limits, which are days.
_LOOK_BACK = timedelta(days=120)
_ACTIONS: dict[Reason, Action] = {
    "answer_overdue": "call",
    "answer_due": "call",
    "client_waits": "answer",
    "task_overdue": "do",
    "task_today": "do",
    "task_week": "do",
    "task_later": "do",
    "pause_over": "call",
    "our_turn": "plan",
    "not_contacted": "call",
    "forgotten": "call",
    "near_forgotten": "call",
    "stuck": "write",
    "clients_turn": "plan",
    "paused": "open",
}


@dataclass(frozen=True, slots=True)
class _Item:
    """A line of the desk before anything is looked up for it."""

    key: str
    verdict: Verdict
    score: float
    expected: float | None
    deal: UUID | None
    task: UUID | None


def compose(actor: Actor, person: int, *, limit: int) -> DeskOut:
    """Put the desk together, in the same dozen statements however much lies on it."""
    # Taken first: a change made while the desk is read is then told again, never missed.
    position = head()
    company = accounts.organisation()
    days = _Days(company)
    deals = standing.open_deals(actor, person)
    tasks = standing.tasks_to_do(actor, person, days.week_ends)
    items = _judged(
        deals, tasks, unanswered(person), days.rules(company), Worth(known_rates(), deals)
    )
    shown = {
        column: sorted(of_column, key=lambda item: (-item.score, item.verdict.at))[:limit]
        for column, of_column in items.items()
    }
    figures = standing.figures(actor, person, today=days.today, month=days.month)
    rows = _Rows(actor, [item for some in shown.values() for item in some], tasks)
    columns = {
        column: DeskColumn(
            count=len(items[column]), rows=[rows.row(item) for item in shown[column]]
        )
        for column in COLUMNS
    }
    return DeskOut(
        person=person,
        as_of=days.now,
        position=position,
        currency=company.currency,
        figures=DeskFigures(
            requests_today=figures.requests_today,
            tasks_done_today=figures.tasks_done_today,
            won_month=figures.won,
            won_amount_month=to_major(figures.won_minor, company.currency),
        ),
        **columns,
    )


class _Days:
    """This moment, and where today, this week and this month begin and end in the organisation's zone."""

    def __init__(self, company: Organisation) -> None:
        self.now = clock.now()
        local = self.now.astimezone(ZoneInfo(company.time_zone))
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        # Sums of local times keep the wall clock, so a day of 23 or 25 hours is one day.
        self.today = midnight.astimezone(UTC)
        self.month = midnight.replace(day=1).astimezone(UTC)
        self.today_ends = (midnight + timedelta(days=1)).astimezone(UTC)
        self.week_ends = week_end(midnight).astimezone(UTC)

    def rules(self, company: Organisation) -> Rules:
        known = limits(company)
        index = WorkingIndex(accounts.calendar(company), self.now - _LOOK_BACK, self.now)
        worked = index.at(int(self.now.timestamp()))
        return Rules(
            now=self.now,
            today_ends=self.today_ends,
            week_ends=self.week_ends,
            forgotten_s=known.forgotten_s,
            stage_limits_s=dict(known.stages),
            working_s=lambda since: worked - index.at(int(since.timestamp())),
        )


def _judged(
    deals: list[OpenDeal],
    tasks: list[tuple[UUID, UUID | None, datetime]],
    asks: dict[UUID, tuple[datetime, datetime]],
    rules: Rules,
    worth: Worth,
) -> dict[str, list[_Item]]:
    """Return the items of each column: one per open deal, one per due task that belongs to none of them."""
    items: dict[str, list[_Item]] = {column: [] for column in COLUMNS}
    own = {deal.id for deal in deals}
    first: dict[UUID, tuple[UUID, datetime]] = {}
    for task, deal_id, due_at in tasks:
        if deal_id in own:
            first.setdefault(deal_id, (task, due_at))
        else:
            verdict = judge_task(due_at, rules)
            score = worth.usual * urgency(verdict, rules.now)
            item = _Item(f"task:{task}", verdict, score, None, deal_id, task)
            items[verdict.column].append(item)
    for deal in deals:
        task_id, due = first.get(deal.id, (None, None))
        ask = Ask(*asks[deal.id]) if deal.id in asks else None
        verdict = judge_deal(deal, rules, task_due_at=due, ask=ask)
        score = worth.of(deal) * urgency(verdict, rules.now)
        expected = worth.expected(deal)
        item = _Item(f"deal:{deal.id}", verdict, score, expected, deal.id, task_id)
        items[verdict.column].append(item)
    return items


class _Rows:
    """What the shown items are called, looked up for all of them at once."""

    def __init__(
        self, actor: Actor, items: list[_Item], tasks: list[tuple[UUID, UUID | None, datetime]]
    ) -> None:
        self._actor = actor
        self._deals = standing.shown_deals(actor, {i.deal for i in items if i.deal is not None})
        self._tasks = standing.tasks_by_id({i.task for i in items if i.task is not None})
        self._due = Counter(deal for _, deal, _ in tasks)

    def row(self, item: _Item) -> DeskRow:
        shown = self._deals.get(item.deal) if item.deal is not None else None
        task = self._tasks.get(item.task) if item.task is not None else None
        currency = shown["currency"] if shown else ""
        expected = None if item.expected is None else to_major(round(item.expected), currency)
        return DeskRow(
            key=item.key,
            reason=item.verdict.reason,
            at=item.verdict.at,
            action=_action(item.verdict.reason, task),
            deal=None if shown is None else self._deal(shown),
            task=None if task is None else task_out(self._actor, task),
            tasks=0 if item.deal is None else self._due[item.deal],
            expected=expected,
        )

    def _deal(self, row: dict[str, Any]) -> DeskDeal:
        amount, contact = row["amount_minor"], row["contact_id"]
        return DeskDeal(
            id=row["pk"],
            title=row["title"],
            stage=Ref(id=row["stage_id"], name=row["stage__name"]),
            amount=None if amount is None else to_major(amount, row["currency"]),
            currency=row["currency"],
            contact=RecordRef(id=contact, name=row["contact__name"]) if contact else None,
            company=row["company__name"],
            phone=row["phone"],
            version=row["version"],
        )


def _action(reason: Reason, task: Task | None) -> Action:
    if _ACTIONS[reason] != "do":
        return _ACTIONS[reason]
    kinds: dict[str, Action] = {"call": "call", "message": "write"}
    # Without a task of one's own it is a colleague's that is due.
    return "open" if task is None else kinds.get(task.kind, "do")
