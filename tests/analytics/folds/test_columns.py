"""Every column that reports compute with, on any history, against the definitions in `reference`."""

from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pritok.analytics.deal_folds import fold_deals
from pritok.analytics.rows import IDLE, OURS, DealRow, Rows, VisitRow
from pritok.analytics.stages import StageOrder
from pritok.kit.working_time import WorkingCalendar, WorkingIndex
from tests.analytics.folds import reference
from tests.analytics.folds.reference import Past
from tests.analytics.stories import HOUR, STAGES, START
from tests.analytics.worlds import Move, World, histories

_OFFICE = {day: [(time(9), time(13)), (time(14), time(18))] for day in range(5)}
CALENDARS = {
    "office": WorkingCalendar(ZoneInfo("Europe/Moscow"), _OFFICE),
    # The clock is put forward on 29 March; Sundays are worked through.
    "summer time": WorkingCalendar(
        ZoneInfo("Europe/Berlin"),
        {**_OFFICE, 6: [(time(0), time(0))]},
        frozenset({date(2026, 1, 6), date(2026, 1, 8), date(2026, 3, 27)}),
    ),
    "never": WorkingCalendar(ZoneInfo("UTC"), {}),
}
INDICES = {
    name: WorkingIndex(calendar, datetime(2025, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
    for name, calendar in CALENDARS.items()
}
settled = settings(max_examples=100, deadline=None)
worlds = st.builds(
    lambda first, others: [("create", 0, first, 0), *others],
    st.integers(0, 11),
    histories(deals=1, size=60, at_least=15),
)
calendars = st.sampled_from(sorted(CALENDARS))


class Folded(NamedTuple):
    rows: Rows
    past: Past
    working: WorkingIndex


def folded(moves: list[Move], calendar: str) -> list[Folded]:
    """Play a world and fold each deal that counts."""
    world, index = World(1), INDICES[calendar]
    list(world.play(moves))
    found = []
    for story in world.stories:
        past = reference.past_of(story, CALENDARS[calendar])
        rows = fold_deals(story.facts(), StageOrder.of(STAGES), index)
        assert len(rows) == (past is not None)
        found += [Folded(rows[0], past, index)] if past else []
    return found


def split_at(deal: DealRow, now: int) -> list[int]:
    """The seconds of each ball of an open deal, by the rule in the docstring of `DealRow`."""
    sums = [deal.queue_s, deal.ours_s, deal.clients_s, deal.idle_s]
    if deal.ball == IDLE and deal.paused_until is not None and deal.paused_until <= now:
        sums[IDLE] += deal.paused_until - deal.ball_since
        sums[deal.turn] += now - deal.paused_until
    else:
        sums[deal.ball] += now - deal.ball_since
    return sums


@settled
@given(moves=worlds, calendar=calendars, hours=st.integers(0, 300))
def test_the_ball_splits_the_whole_time_and_only_it(
    moves: list[Move], calendar: str, hours: int
) -> None:
    for (deal, *_), past, _ in folded(moves, calendar):
        end = reference.closed_at(past)
        if end is None:
            now = past.latest + hours * HOUR
            assert split_at(deal, now) == reference.split(past, now)
            assert sum(split_at(deal, now)) == now - deal.created_at
            assert deal.turn == reference.ball_at(past, now, ignoring_rests=True)
            begins = {since: ball for since, _, ball in reference.stretches(past, now + 1)}
            assert begins[deal.ball_since] == deal.ball
        else:
            sums = [deal.queue_s, deal.ours_s, deal.clients_s, deal.idle_s]
            assert sums == reference.split(past, end)
            assert (deal.ball_since, deal.ball) == (end, reference.ball_at(past, end))


@settled
@given(moves=worlds, calendar=calendars)
def test_our_longest_and_our_final_stretch(moves: list[Move], calendar: str) -> None:
    for (deal, *_), past, _ in folded(moves, calendar):
        until = reference.closed_at(past) or past.latest
        finished = [lasted for end, lasted in reference.ours(past, until) if end <= deal.ball_since]

        assert deal.longest_ours_s == max(finished, default=0)
        assert deal.final_ours_s == reference.final_ours_s(past)


@settled
@given(moves=worlds, calendar=calendars)
def test_touches_answers_tasks_and_offers(moves: list[Move], calendar: str) -> None:
    for (deal, *_), past, index in folded(moves, calendar):
        created, answer_at = past.created[0], reference.first_answer_at(past)
        task_columns = (
            deal.open_tasks, deal.next_task_at, deal.last_task_at, deal.tasks_done, deal.tasks_done_on_time,
        )  # fmt: skip
        offer_columns = (
            deal.offers_sent, deal.offers_opened, deal.first_offer_at, deal.last_offer_opened_at,
        )  # fmt: skip

        assert deal.created_working_s - index.at(START) == past.working_s(START, created)
        assert deal.first_answer_at == answer_at
        assert deal.answer_working_s == (
            None if answer_at is None else past.working_s(created, answer_at)
        )
        assert deal.touched_at == reference.touched_at(past)
        assert deal.touched_working_s - deal.created_working_s == past.working_s(
            created, deal.touched_at
        )
        assert task_columns == reference.tasks(past)
        assert offer_columns == reference.offer_figures(past)


@settled
@given(moves=worlds)
def test_one_hand_means_that_every_credit_is_the_same_persons(moves: list[Move]) -> None:
    for (deal, *_), past, _ in folded(moves, "office"):
        assert deal.is_one_hand == reference.is_one_hand(past)


@settled
@given(moves=worlds, calendar=calendars, hours=st.integers(0, 300))
def test_visits_know_their_working_time_at_any_moment(
    moves: list[Move], calendar: str, hours: int
) -> None:
    for (_, visits, *_), past, index in folded(moves, calendar):
        returns = reference.returning_visits(past)
        now = past.latest + hours * HOUR
        for visit in visits:
            spans, running = reference.pauses(past)
            spans = [*spans, *([running] if running else [])]
            until = now if visit.left_at is None else visit.left_at
            idle = reference.paused_working_s(past, visit.entered_at, until, spans)
            lasted = _lasted_s(visit, now, index)

            assert visit.is_return == returns[visit.visit]
            assert visit.entered_working_s == index.at(visit.entered_at)
            assert lasted == past.working_s(visit.entered_at, until) - idle


def _lasted_s(visit: VisitRow, now: int, index: WorkingIndex) -> int:
    """The working seconds of a stretch, an open one's by the rule in the docstring of `VisitRow`."""
    if visit.working_s is not None:
        assert visit.left_at is not None
        worked = index.at(visit.left_at) - visit.entered_working_s - visit.idle_working_s
        assert visit.working_s == worked
        return worked
    lasted = index.at(now) - visit.entered_working_s - visit.idle_working_s
    if visit.paused_from is not None and visit.paused_until is not None:
        paused_until = max(min(now, visit.paused_until), visit.paused_from)
        lasted -= index.at(paused_until) - index.at(visit.paused_from)
    return lasted


@settled
@given(moves=worlds)
def test_activities_and_what_was_sold(moves: list[Move]) -> None:
    for (_, _, activities, sold), past, _ in folded(moves, "office"):
        assert [row.activity for row in activities] == list(range(1, len(activities) + 1))
        assert [row[1:] for row in activities] == reference.activities(past)
        assert [tuple(row) for row in sold] == reference.sold(past)


@pytest.mark.parametrize("calendar", sorted(CALENDARS))
def test_the_longest_wait_for_us_may_still_be_the_last(calendar: str) -> None:
    moves = [("create", 0, 1, 0), ("contact", 0, 2, 5), ("win", 0, 3, 80)]

    ((deal, *_), past, _) = folded(moves, calendar)[0]

    assert (deal.ball, deal.final_ours_s) == (
        OURS,
        past.working_s(deal.created_at, deal.ball_since),
    )
