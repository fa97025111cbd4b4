"""Where a deal stands on the desk, case by case, and what holds for every deal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pritok.desk.standing import (
    REASONS,
    Ask,
    OpenDeal,
    Rules,
    Verdict,
    judge_deal,
    judge_task,
    urgency,
    week_end,
)

# A Wednesday noon; a working day is eight hours and every hour counts, so that limits are easy to see.
NOW = datetime(2030, 5, 8, 12, tzinfo=UTC)
DAY, HOUR, LONG_AGO = timedelta(days=1), timedelta(hours=1), NOW - timedelta(days=9)
RULES = Rules(
    now=NOW,
    today_ends=datetime(2030, 5, 9, tzinfo=UTC),
    week_ends=datetime(2030, 5, 13, tzinfo=UTC),
    forgotten_s=3 * 86_400,
    stage_limits_s={7: 2 * 86_400},
    working_s=lambda since: max((NOW - since).total_seconds(), 0.0),
)
# Answered long ago, spoken with yesterday, nothing planned.
CALM = OpenDeal(
    id=UUID(int=1),
    stage_id=1,
    amount_minor=100,
    created_at=LONG_AGO,
    stage_entered_at=LONG_AGO,
    answer_due_at=None,
    first_answer_at=LONG_AGO,
    last_contact_at=NOW - DAY,
    next_task_at=None,
    paused_until=None,
    incoming_at=None,
    last_direction="out",
)


def stands(task: datetime | None = None, ask: Ask | None = None, **changes: Any) -> str:
    verdict = judge_deal(replace(CALM, **changes), RULES, task_due_at=task, ask=ask)
    return f"{verdict.column}: {verdict.reason}"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({}, "waiting: clients_turn"),
        ({"last_direction": "in"}, "next: our_turn"),
        ({"first_answer_at": None, "answer_due_at": NOW + HOUR}, "now: answer_due"),
        ({"first_answer_at": None, "answer_due_at": NOW - HOUR}, "now: answer_overdue"),
        ({"answer_due_at": NOW - HOUR}, "waiting: clients_turn"),
        ({"ask": Ask(NOW - DAY, NOW - HOUR)}, "now: answer_overdue"),
        ({"incoming_at": NOW - HOUR}, "now: client_waits"),
        ({"incoming_at": NOW - 2 * DAY}, "waiting: clients_turn"),
        ({"incoming_at": NOW - DAY}, "now: client_waits"),
        ({"task": NOW - HOUR}, "now: task_overdue"),
        ({"task": NOW + HOUR}, "next: task_today"),
        ({"task": NOW + 2 * DAY}, "next: task_week"),
        ({"task": NOW + 6 * DAY}, "waiting: task_later"),
        ({"next_task_at": NOW + 6 * DAY, "last_contact_at": LONG_AGO}, "waiting: task_later"),
        ({"next_task_at": NOW - HOUR}, "waiting: clients_turn"),
        ({"paused_until": NOW + 20 * DAY, "last_contact_at": LONG_AGO}, "waiting: paused"),
        ({"paused_until": NOW + 20 * DAY, "task": NOW + HOUR}, "next: task_today"),
        ({"paused_until": NOW + 20 * DAY, "incoming_at": NOW}, "now: client_waits"),
        ({"paused_until": NOW - HOUR, "last_contact_at": LONG_AGO}, "next: pause_over"),
        ({"paused_until": NOW - 3 * DAY, "last_contact_at": LONG_AGO}, "at_risk: forgotten"),
        ({"paused_until": NOW - 2 * DAY}, "waiting: clients_turn"),
        ({"last_contact_at": NOW - 3 * DAY}, "at_risk: near_forgotten"),
        ({"last_contact_at": NOW - 3 * DAY - HOUR}, "at_risk: forgotten"),
        ({"last_contact_at": LONG_AGO, "task": NOW + HOUR}, "next: task_today"),
        ({"last_contact_at": None}, "at_risk: forgotten"),
        ({"last_contact_at": None, "created_at": NOW - HOUR}, "next: not_contacted"),
        ({"stage_id": 7}, "at_risk: stuck"),
        ({"stage_id": 7, "stage_entered_at": NOW - 2 * DAY}, "waiting: clients_turn"),
        ({"stage_id": 7, "task": NOW + 6 * DAY}, "at_risk: stuck"),
    ],
)
def test_where_a_deal_stands(changes: dict[str, Any], place: str) -> None:
    assert stands(**changes) == place


@pytest.mark.parametrize(
    ("due", "reason"),
    [
        (NOW - HOUR, "task_overdue"),
        (NOW, "task_today"),
        (RULES.today_ends, "task_week"),
        (RULES.week_ends, "task_later"),
    ],
)
def test_where_a_task_stands(due: datetime, reason: str) -> None:
    assert judge_task(due, RULES).reason == reason


_moments = st.integers(-40 * 24, 40 * 24).map(lambda hours: NOW + timedelta(hours=hours))
_past = st.integers(0, 40 * 24).map(lambda hours: NOW - timedelta(hours=hours))
_deals = st.builds(
    OpenDeal,
    id=st.just(UUID(int=1)),
    stage_id=st.sampled_from([1, 7]),
    amount_minor=st.none() | st.integers(0, 10**9),
    created_at=_past,
    stage_entered_at=_past,
    answer_due_at=st.none() | _moments,
    first_answer_at=st.none() | _past,
    last_contact_at=st.none() | _past,
    next_task_at=st.none() | _moments,
    paused_until=st.none() | _moments,
    incoming_at=st.none() | _past,
    last_direction=st.sampled_from([None, "in", "out"]),
)


@given(deal=_deals, task=st.none() | _moments)
def test_forgotten_is_what_the_report_calls_forgotten(
    deal: OpenDeal, task: datetime | None
) -> None:
    verdict = judge_deal(deal, RULES, task_due_at=task)

    touched = max(deal.created_at, deal.last_contact_at or deal.created_at)
    is_paused = deal.paused_until is not None and deal.paused_until > NOW
    planned = [at for at in (task, deal.next_task_at) if at is not None and at >= NOW]
    is_forgotten = not planned and not is_paused and (NOW - touched).total_seconds() > 3 * 86_400
    if verdict.reason == "forgotten":
        assert is_forgotten
    if is_forgotten:
        # It is said, unless something more urgent is, or its pause has only just ended.
        assert verdict.column == "now" or verdict.reason in {"forgotten", "pause_over"}


@given(reason=st.sampled_from(sorted(REASONS)), at=_moments, hours=st.integers(0, 500))
def test_urgency_only_grows_and_stays_bounded(reason: Any, at: datetime, hours: int) -> None:
    verdict = Verdict(reason, at)

    before = urgency(verdict, NOW)
    after = urgency(verdict, NOW + timedelta(hours=hours))

    assert 0 < before <= after <= 2 * REASONS[verdict.reason][1]


@given(deal=_deals)
def test_one_more_day_of_silence_never_calms_a_deal(deal: OpenDeal) -> None:
    order = ["waiting", "next", "at_risk", "now"]
    if deal.last_contact_at is None or deal.incoming_at is not None:
        return
    longer = replace(
        deal, last_contact_at=deal.last_contact_at - DAY, created_at=LONG_AGO - 90 * DAY
    )
    deal = replace(deal, created_at=LONG_AGO - 90 * DAY)

    before, after = judge_deal(deal, RULES), judge_deal(longer, RULES)

    assert order.index(after.column) >= order.index(before.column)


def test_the_week_ends_after_sunday_also_when_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    # Clocks go forward on Sunday, 31 March 2030.
    wednesday = datetime(2030, 3, 27, tzinfo=berlin)

    assert week_end(wednesday).astimezone(UTC) == datetime(2030, 3, 31, 22, tzinfo=UTC)
    assert week_end(datetime(2030, 3, 31, tzinfo=berlin)) == datetime(2030, 4, 1, tzinfo=berlin)
