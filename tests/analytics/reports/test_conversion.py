"""Q1: cohorts, steps, credit, intervals; each trap by hand, then random histories against a slow reference."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import permutations
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pritok.analytics import places
from pritok.analytics.mirror import Mirror
from pritok.analytics.reports.conversion import CONVERSION_REPORT, Conversion, conversion
from pritok.analytics.reports.drilling import Page, things_behind
from pritok.analytics.reports.question import Question
from pritok.analytics.reports.report import Asked
from pritok.analytics.store import Mark
from pritok.kit.errors import Invalid
from tests.analytics.reports import reference
from tests.analytics.stories import (
    DAY,
    DEAL,
    HOUR,
    NEW,
    OFFER,
    OTHER_NEW,
    STAGES,
    START,
    TALKS,
    Story,
    write_stages,
    write_stories,
)  # fmt: skip
from tests.analytics.worlds import PEOPLE, Move, World, histories

pytestmark = pytest.mark.django_db
ALICE, BOB, CAROL = 1, 2, 3
MOSCOW = ZoneInfo("Europe/Moscow")
TEAMS = {ALICE: 1, BOB: 1, CAROL: None}
CATEGORIES = {5: 1, 6: 1, 7: None}
CELLS = ("entered", "advanced", "open", "excluded")


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    write_stages()
    opened = Mirror(places.MEMORY)
    yield opened
    opened.close()


def question(**more: Any) -> Question:
    maps = {"team": TEAMS, "category": CATEGORIES}
    return Question(**{"zone": MOSCOW, "now": START + 40 * DAY, "maps": maps, **more})


def answer(mirror: Mirror, asked: Question) -> Conversion:
    return mirror.read(lambda c, m: conversion(Asked(c, m, asked)))[0]


def listed(mirror: Mirror, asked: Question, cell: str, limit: int = 7) -> list[Any]:
    """Return all ids behind a number, page by page; asserts that every page names the same total."""
    ids: list[Any] = []
    after: str | None = None
    while True:
        page = mirror.read(partial(_page, asked, cell, after, limit))[0]
        ids += [item.deal for item in page.items]
        after = page.next
        if after is None:
            assert page.total == len(ids) == len(set(ids))
            return ids


def _page(asked: Question, cell: str, after: str | None, limit: int, c: Any, m: Mark) -> Page:
    return things_behind(Asked(c, m, asked), CONVERSION_REPORT, cell, after=after, limit=limit)


def by_key(report: Conversion) -> dict[Any, tuple[int, int]]:
    return {row.keys: (row.counts.entered, row.counts.advanced) for row in report.rows}


def test_trap_1_a_cohort_of_ten_with_six_lost_shows_forty_percent(mirror: Mirror) -> None:
    write_stories(*(Story().created(owner=ALICE).lost(DAY) for _ in range(6)))
    write_stories(*(Story().created(owner=ALICE).moved(DAY, TALKS) for _ in range(4)))

    total = answer(mirror, question()).total.counts

    assert (total.entered, total.advanced, total.rate) == (10, 4, 0.4)


def test_trap_2_status_changes_are_not_deals(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE).moved(1, TALKS).moved(2, NEW).moved(3, TALKS).moved(4, OFFER)
    )

    report = answer(mirror, question(filters={"pipeline": (1,)}))

    assert [(s.entered, s.advanced) for s in report.total.steps[:2]] == [(1, 1), (1, 1)]


def test_trap_2_the_first_stage_counts_everyone_and_a_skipped_one_as_passed(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).moved(9, OFFER), Story().created(stage=OFFER))

    reached = answer(mirror, question(filters={"pipeline": (1,)})).total
    in_order = answer(mirror, question(filters={"pipeline": (1,)}, mode="in_order")).total

    assert [(s.entered, s.advanced) for s in reached.steps] == [(2, 2), (2, 2), (2, 0), (0, 0)]
    assert [(s.entered, s.advanced) for s in in_order.steps] == [(1, 0), (0, 0), (2, 0), (0, 0)]


def test_trap_10_one_time_zone_cuts_the_periods_for_everybody(mirror: Mirror) -> None:
    midnight = int(datetime(2026, 2, 1, tzinfo=MOSCOW).timestamp()) - START
    write_stories(Story().created(midnight - 1), Story().created(midnight))

    moscow = answer(mirror, question(group_by=("period",)))
    utc = answer(mirror, question(group_by=("period",), zone=ZoneInfo("UTC")))
    february = answer(mirror, question(since=START + midnight))

    assert len(moscow.rows) == 2
    assert len(utc.rows) == 1
    assert february.total.counts.entered == 1


def test_trap_11_a_deal_that_changed_hands_is_counted_once(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE).given(HOUR, BOB).moved(DAY, TALKS).given(2 * DAY, CAROL),
        Story().created(owner=BOB),
        Story().created(),
    )

    report = answer(mirror, question(filters={"pipeline": (1,)}))

    assert by_key(report) == {(ALICE,): (1, 1), (BOB,): (1, 0), (0,): (1, 0)}
    assert report.total.counts.entered == 3
    assert [row.steps[1].entered for row in report.rows if row.keys == (BOB,)] == [1]


def test_trap_16_current_credit_is_an_explicit_switch(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).moved(DAY, TALKS).given(2 * DAY, BOB))

    assert by_key(answer(mirror, question())) == {(ALICE,): (1, 1)}
    assert by_key(answer(mirror, question(credit="current"))) == {(BOB,): (1, 1)}


def test_duplicates_and_spam_leave_the_denominator_and_are_counted_apart(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE).lost(5, is_refusal=False), Story().created(owner=ALICE)
    )

    counts = answer(mirror, question()).total.counts

    assert (counts.entered, counts.excluded, counts.open) == (1, 1, 1)


def test_conversion_to_the_sale_says_won_of_closed_too(mirror: Mirror) -> None:
    write_stories(
        Story().created().won(DAY), Story().created().lost(DAY), Story().created(stage=OTHER_NEW)
    )

    report = answer(mirror, question(step_to="won"))

    assert report.step.is_to_sale
    assert report.total.counts.rate == pytest.approx(1 / 3)
    assert report.total.counts.win_rate == 0.5


def test_the_last_stage_leads_to_the_sale(mirror: Mirror) -> None:
    write_stories(Story().created(stage=DEAL).won(5), Story().created(stage=DEAL))

    report = answer(mirror, question(step_from=DEAL))

    assert (report.total.counts.entered, report.total.counts.advanced) == (2, 1)


def test_the_index_compares_with_the_team_on_the_same_mix(mirror: Mirror) -> None:
    # Source 1 converts 3 of 4, source 2 converts 1 of 4; Alice gets only the easy ones.
    easy = [Story().created(owner=ALICE, source=1) for _ in range(2)]
    easy += [Story().created(owner=BOB, source=1) for _ in range(2)]
    hard = [Story().created(owner=BOB, source=2) for _ in range(4)]
    write_stories(*easy, *hard)
    write_stories(*(story.moved(9, TALKS) for story in (easy[0], easy[2], easy[3], hard[0])))

    report = answer(mirror, question())
    alone = answer(mirror, question(filters={"manager": (ALICE,)}))

    index = {row.keys[0]: row.counts.index for row in report.rows}
    assert index == pytest.approx({ALICE: 100 * 1 / 1.5, BOB: 100 * 3 / 2.5})
    assert report.total.counts.index == pytest.approx(100)
    assert alone.total.counts.index == pytest.approx(index[ALICE])


def test_what_was_to_be_expected_adds_up_alike_in_any_order(mirror: Mirror) -> None:
    for owner, advanced, deals in ((ALICE, 1, 3), (BOB, 2, 7), (CAROL, 1, 11)):
        write_stories(*(Story().created(owner=owner) for _ in range(deals - advanced)))
        write_stories(*(Story().created(owner=owner).moved(DAY, TALKS) for _ in range(advanced)))

    rows = answer(mirror, question(group_by=("manager",))).rows
    sums = {sum(row.counts.expected_parts for row in order) for order in permutations(rows)}

    assert len(rows) == 3
    assert len(sums) == 1
    assert {type(each) for each in sums} == {int}


def test_conversion_by_day_takes_open_deals_for_unknown_not_for_lost(mirror: Mirror) -> None:
    now = START + 40 * DAY
    write_stories(
        Story().created().moved(12 * HOUR, TALKS),
        Story().created().lost(2 * DAY),
        Story().created(38 * DAY),
        Story().created().moved(5 * DAY, TALKS),
    )

    shares = dict(answer(mirror, question(now=now)).day_n)

    # On day 2 one is lost and one censored: of the two deals left behind, one advances on day 5.
    assert shares == pytest.approx({1: 1 / 4, 3: 1 / 4, 7: 3 / 4, 14: 3 / 4, 30: 3 / 4})


def test_a_period_may_speak_of_entering_the_step(mirror: Mirror) -> None:
    write_stories(Story().created().moved(9 * DAY, TALKS), Story().created())
    asked = question(since=START + 8 * DAY, step_from=TALKS)

    assert answer(mirror, asked).total.counts.entered == 0
    assert answer(mirror, replace(asked, basis="step")).total.counts.entered == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"step_from": 999},
        {"step_from": OFFER, "step_to": TALKS},
        {"step_from": NEW, "step_to": OTHER_NEW},
        {"step_from": OTHER_NEW, "filters": {"pipeline": (1,)}},
    ],
)
def test_impossible_steps_are_refused(mirror: Mirror, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        answer(mirror, question(**wrong))


def test_a_filter_on_a_pipeline_that_is_not_there_answers_nothing(mirror: Mirror) -> None:
    write_stories(Story().created())
    asked = question(filters={"pipeline": (77,)})

    assert answer(mirror, asked).rows == []
    assert listed(mirror, asked, "entered") == []


_FILTERS: st.SearchStrategy[dict[str, tuple[int, ...]]] = st.fixed_dictionaries(
    {},
    optional={
        "manager": st.sampled_from([(0,), (1,), (1, 2), (0, 3)]),
        "team": st.sampled_from([(0,), (1,), (0, 1), (5,)]),
        "source": st.sampled_from([(0,), (1,), (1, 2)]),
        "category": st.sampled_from([(0,), (1,), (0, 1)]),
        "client_kind": st.sampled_from([(1,), (2,)]),
        "size_band": st.sampled_from([(0,), (1, 2), (4, 5)]),
        "stage": st.sampled_from([(11, 21), (13,)]),
    },
)
_DIMENSIONS = (
    "manager", "team", "pipeline", "source", "product", "category", "client_kind", "size_band", "period", "stage",
    "market",
)  # fmt: skip


@st.composite
def questions(draw: Any) -> tuple[Question, int | str | None]:
    start, end = draw(
        st.sampled_from([(None, None), (None, "won"), (NEW, OFFER), (TALKS, None), (DEAL, "won")])
    )
    filters = draw(_FILTERS)
    since = draw(st.one_of(st.none(), st.integers(START - DAY, START + 20 * DAY)))
    asked = question(
        zone=ZoneInfo(draw(st.sampled_from(["Europe/Moscow", "America/New_York", "Asia/Kolkata"]))),
        since=since,
        until=None if since is None else since + draw(st.integers(0, 60 * DAY)),
        group_by=tuple(draw(st.lists(st.sampled_from(_DIMENSIONS), max_size=2, unique=True))),
        filters={**filters, "pipeline": (1,)} if start else filters,
        mode=draw(st.sampled_from(["reached", "in_order"])),
        credit=draw(st.sampled_from(["at_time", "current"])),
        grain=draw(st.sampled_from(["day", "week", "month"])),
        step_from=start,
        step_to=end,
    )
    return asked, end


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=histories(deals=9, size=90), asked=questions())
def test_any_question_about_any_history_equals_the_slow_reference(
    moves: list[Move], asked: tuple[Question, int | str | None]
) -> None:
    with transaction.atomic():
        write_stages()
        world = World(9)
        list(world.play(moves))
        write_stories(*world.stories)
        mirror = Mirror(places.MEMORY)

        _compare(mirror, world.stories, *asked)

        mirror.close()
        transaction.set_rollback(True)


def _compare(mirror: Mirror, stories: list[Story], asked: Question, end: int | str | None) -> None:
    expected = reference.conversion(stories, asked, end)
    report = answer(mirror, asked)
    rows = {row.keys: row.counts for row in report.rows if row.counts.entered + row.counts.excluded}
    assert {k: [getattr(v, c) for c in CELLS] for k, v in rows.items()} == {
        k: [getattr(v, c) for c in CELLS] for k, v in expected.items()
    }
    for keys, counts in rows.items():
        assert counts.expected == pytest.approx(expected[keys].expected)
        about_row = asked.of_row(dict(zip(asked.group_by, keys, strict=True)))
        for cell in CELLS:
            assert len(listed(mirror, about_row, cell)) == getattr(counts, cell)
    assert sum(c.entered for c in rows.values()) == report.total.counts.entered
    for place, step in enumerate(report.steps):
        of_step = replace(asked, step_from=step.from_stage, step_to=step.to_stage)
        awaited = reference.conversion(stories, of_step, step.to_stage)
        shown = {row.keys: row.steps[place] for row in report.rows}
        for keys, counts in shown.items():
            known = awaited.get(keys, reference.Figures())
            assert [getattr(counts, c) for c in CELLS] == [getattr(known, c) for c in CELLS]
        assert awaited.keys() <= shown.keys()


def test_the_histories_know_everybody_the_teams_do() -> None:
    assert {person for person in PEOPLE if person} == set(TEAMS)
    assert datetime.fromtimestamp(START, UTC).weekday() == 0
    assert len(STAGES) == 6
