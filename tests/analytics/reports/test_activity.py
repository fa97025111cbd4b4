"""What was done on deals: by hand, then random histories against a slow reference."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from pritok.analytics import places
from pritok.analytics.mirror import Mirror
from pritok.analytics.reports.activity import ACTIVITY_REPORT
from pritok.deals import events
from pritok.desk.events import ContactMade, NoteAdded, RecordingHeard, TaskDone
from pritok.offers.events import OfferOpened, OfferSent
from tests.analytics.reports.asking import (
    ALICE,
    BOB,
    MOSCOW,
    answer,
    check_lists,
    figures,
    listed,
    played,
    question,
)
from tests.analytics.stories import DAY, HOUR, MINUTE, START, Story, write_stages, write_stories
from tests.analytics.worlds import Move, histories

pytestmark = pytest.mark.django_db


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    write_stages()
    opened = Mirror(places.MEMORY)
    yield opened
    opened.close()


def test_trap_16_a_call_counts_for_whoever_had_the_deal_then(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE).contacted(HOUR, seconds=90).given(DAY, BOB)
        .contacted(2 * DAY, answered=False, seconds=0)
    )  # fmt: skip

    rows = figures(answer(mirror, ACTIVITY_REPORT, question()))
    present = figures(answer(mirror, ACTIVITY_REPORT, question(credit="current")))

    shown = {keys: (r["calls"], r["answered_calls"], r["call_s"]) for keys, r in rows.items()}
    assert shown == {(ALICE,): (1, 1, 90), (BOB,): (1, 0, 0)}
    assert present[BOB,]["calls"] == 2


def test_what_machines_send_is_no_activity(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE).contacted(HOUR, channel="message", is_automatic=True)
    )

    assert answer(mirror, ACTIVITY_REPORT, question()).total.figures["messages"] == 0


def test_days_are_those_of_the_organisation_and_count_once_each(mirror: Mirror) -> None:
    # Until 15 hours after 09:00 it is Monday in Moscow.
    story = Story().created(owner=ALICE).contacted(HOUR).contacted(15 * HOUR - MINUTE)
    write_stories(story.contacted(15 * HOUR))

    assert answer(mirror, ACTIVITY_REPORT, question()).total.figures["active_days"] == 2


def test_the_list_tells_each_thing_with_its_time(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).contacted(HOUR, seconds=5).contacted(2 * HOUR))

    things = listed(mirror, ACTIVITY_REPORT, question(), "calls", limit=1)

    assert [thing.details["kind"] for thing in things] == ["call", "call"]
    assert things[0].details["at"] == "2026-01-05T07:00:00Z"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(histories(deals=4, size=40))
def test_random_histories_agree_with_a_slow_reference(moves: list[Move]) -> None:
    with played(moves, 4) as (mirror, stories):
        asked = question(since=START + DAY, until=START + 90 * DAY, now=START + 200 * DAY)
        found = answer(mirror, ACTIVITY_REPORT, asked)
        check_lists(mirror, ACTIVITY_REPORT, asked, found)

    assert {keys: _without_days(row) for keys, row in figures(found).items()} == _reference(stories)
    assert found.total.figures["active_days"] == len(_days(stories))


def _without_days(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "active_days" and value}


def _done(stories: list[Story]) -> Iterator[tuple[int, int, Any]]:
    """Yield (time, owner at that time, fact) of all that counts, in the period of the test."""
    for story in stories:
        if any(isinstance(f, events.DealDeleted | events.DealMerged) for _, f, _ in story.steps):
            continue
        given_to = [
            (at, fact.to_owner if isinstance(fact, events.DealAssigned) else fact.owner)
            for at, fact, _ in story.steps
            if isinstance(fact, events.DealAssigned | events.DealCreated)
        ]
        for at, fact, _ in story.steps:
            if START + DAY <= at < START + 90 * DAY and _figures_of(fact):
                before = [owner for since, owner in given_to if since <= at]
                yield at, (before[-1] if before else given_to[0][1]) or 0, fact


def _figures_of(fact: Any) -> dict[str, int]:
    if isinstance(fact, ContactMade) and not fact.is_automatic:
        if fact.channel == "call":
            talk = {"answered_calls": 1, "call_s": fact.seconds or 0} if fact.answered else {}
            return {"calls": 1, **talk}
        return {"meetings" if fact.channel == "meeting" else "messages": 1}
    if isinstance(fact, TaskDone):
        return {"tasks_done": 1, "tasks_on_time": int(fact.on_time)}
    kinds: dict[type, str] = {
        OfferSent: "offers_sent",
        OfferOpened: "offers_opened",
        NoteAdded: "notes",
        RecordingHeard: "recordings_heard",
    }
    return {kinds[type(fact)]: 1} if type(fact) in kinds else {}


def _reference(stories: list[Story]) -> dict[tuple[int, ...], dict[str, int]]:
    rows: dict[tuple[int, ...], Counter[str]] = {}
    for _, owner, fact in _done(stories):
        rows.setdefault((owner,), Counter()).update(_figures_of(fact))
    return {keys: {k: v for k, v in row.items() if v} for keys, row in rows.items()}


def _days(stories: list[Story]) -> set[tuple[int, Any]]:
    return {
        (owner, datetime.fromtimestamp(at, UTC).astimezone(MOSCOW).date())
        for at, owner, _ in _done(stories)
        if owner
    }
