"""Answers in time: the traps by name, then random requests against a slow reference."""

from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pritok.analytics import places
from pritok.analytics.mirror import Mirror
from pritok.analytics.reports.sla import SLA_REPORT
from tests.analytics.reports.asking import ALICE, BOB, answer, check_lists, figures, question
from tests.analytics.stories import (
    DAY,
    HOUR,
    MINUTE,
    START,
    WORKING,
    Story,
    write_stages,
    write_stories,
)
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


WEEK = {str(day): [["09:00", "18:00"]] for day in range(5)}


@pytest.fixture(autouse=True)
def _company() -> None:
    make_organisation(time_zone="Europe/Moscow", week=WEEK)


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    write_stages()
    opened = Mirror(places.MEMORY)
    yield opened
    opened.close()


def request(at: int = 0, *, due: int = 15 * MINUTE, owner: int | None = ALICE) -> Story:
    """A request with a target `due` seconds after it came and a promise of a day."""
    return Story().created(
        at, owner=owner, answer_due_at=_written(at + due), promised_at=_written(at + DAY)
    )


def _written(after_s: int) -> str:
    return datetime.fromtimestamp(START + after_s, UTC).isoformat()


def total(mirror: Mirror, **asked: Any) -> Any:
    return answer(mirror, SLA_REPORT, question(**asked)).total.figures


def test_trap_12_an_automatic_reply_or_an_unanswered_call_stops_no_clock(mirror: Mirror) -> None:
    write_stories(
        request().contacted(MINUTE, channel="message", is_automatic=True),
        request().contacted(MINUTE, answered=False),
        request().contacted(MINUTE, direction="in"),
        request().contacted(MINUTE),
    )

    found = total(mirror, now=START + HOUR)

    assert (found["requests"], found["answered"], found["on_time"]) == (4, 1, 1)
    assert (found["breached"], found["rate"]) == (3, 0.25)


def test_trap_12_a_breach_appears_at_its_deadline_with_nothing_recorded(mirror: Mirror) -> None:
    write_stories(request())

    before = total(mirror, now=START + 15 * MINUTE - 1)
    at_deadline = total(mirror, now=START + 15 * MINUTE)

    assert (before["waiting"], before["breached"], before["rate"]) == (1, 0, None)
    assert (at_deadline["waiting"], at_deadline["breached"], at_deadline["rate"]) == (0, 1, 0.0)


def test_an_answer_at_the_deadline_is_in_time_and_a_second_later_is_not(mirror: Mirror) -> None:
    write_stories(request().contacted(15 * MINUTE), request().contacted(15 * MINUTE + 1))

    found = total(mirror)

    assert (found["answered"], found["on_time"], found["breached"]) == (2, 1, 1)


def test_the_promise_is_a_deadline_of_its_own(mirror: Mirror) -> None:
    write_stories(request().contacted(5 * HOUR))

    assert total(mirror)["on_time"] == 0
    assert total(mirror, options={"deadline": "promise"})["on_time"] == 1


def test_first_answers_are_working_time_with_open_ones_censored(mirror: Mirror) -> None:
    # Friday 17:00 to Monday 10:00 in Moscow are two working hours.
    friday = 4 * DAY + 8 * HOUR
    write_stories(
        request(friday).contacted(friday + 2 * DAY + 17 * HOUR),
        request(friday).contacted(friday + 30 * MINUTE),
        request(friday),
    )

    found = total(mirror, now=START + friday + 3 * DAY)

    assert found["median_s"] == 2 * HOUR
    assert found["p90_s"] is None


def test_it_counts_for_whoever_got_it_first(mirror: Mirror) -> None:
    write_stories(
        request(owner=None).given(MINUTE, BOB).given(HOUR, ALICE),
        request(owner=None),
        request().given(HOUR, None),
    )

    found = {
        keys: row["breached"]
        for keys, row in figures(answer(mirror, SLA_REPORT, question())).items()
    }

    assert found == {(BOB,): 1, (0,): 1, (ALICE,): 1}


requests = st.lists(
    st.tuples(
        st.sampled_from([None, ALICE, BOB]),
        st.integers(0, 20 * 24),
        st.integers(1, 48),
        st.one_of(st.none(), st.integers(0, 90)),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(requests, st.integers(0, 30 * 24))
def test_random_requests_agree_with_a_slow_reference(
    told: list[tuple[int | None, int, int, int | None, bool]], hours: int
) -> None:
    now = START + hours * HOUR
    with transaction.atomic():
        write_stages()
        write_stories(*(_story(*each) for each in told))
        mirror = Mirror(places.MEMORY)
        try:
            asked = question(now=now)
            found = answer(mirror, SLA_REPORT, asked)
            check_lists(mirror, SLA_REPORT, asked, found)
            rows = figures(found)
        finally:
            mirror.close()
            transaction.set_rollback(True)
    for owner in {each[0] or 0 for each in told}:
        assert _counted(rows[owner,]) == _reference([e for e in told if (e[0] or 0) == owner], now)
    assert found.total.figures["median_s"] == _median(told, now)


def _story(owner: int | None, at: int, due: int, waited: int | None, is_late_closed: bool) -> Story:
    story = request(at * HOUR, due=due * HOUR, owner=owner)
    if waited is not None:
        story.contacted((at + waited) * HOUR)
    return story.won((at + 100) * HOUR) if is_late_closed else story


def _counted(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[key] for key in ("requests", "answered", "on_time", "breached", "waiting"))


def _reference(told: list[Any], now: int) -> tuple[int, ...]:
    on_time = breached = waiting = 0
    for _, at, due, waited, _ in told:
        if waited is not None and waited <= due:
            on_time += 1
        elif waited is not None or START + (at + due) * HOUR <= now:
            breached += 1
        else:
            waiting += 1
    answered = sum(waited is not None for _, _, _, waited, _ in told)
    return len(told), answered, on_time, breached, waiting


def _median(told: list[Any], now: int) -> float | None:
    """Kaplan–Meier in fractions over working seconds; a closed deal without an answer is censored at its closing."""
    waits: list[tuple[int, bool]] = []
    for _, at, _, waited, is_closed in told:
        until = START + (at + waited) * HOUR if waited is not None else now
        if waited is None and is_closed:
            until = START + (at + 100) * HOUR
        seconds = max(0, WORKING.at(until) - WORKING.at(START + at * HOUR))
        waits.append((seconds, waited is not None))
    left = Fraction(1)
    for time in sorted({seconds for seconds, _ in waits}):
        at_risk = sum(seconds >= time for seconds, _ in waits)
        left *= 1 - Fraction(sum(is_seen for seconds, is_seen in waits if seconds == time), at_risk)
        if left <= Fraction(1, 2):
            return float(time)
    return None
