"""Q6: the sales cycle; traps by hand, then random histories against a slow reference."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from pritok.analytics import places
from pritok.analytics.mirror import Mirror
from pritok.analytics.reports.cycle import CYCLE_REPORT
from pritok.analytics.reports.cycle.answering import Cycle
from pritok.analytics.reports.question import Limits, Question
from pritok.analytics.reports.report import Answer, Keys
from tests.analytics.folds import reference as columns
from tests.analytics.reports import reference
from tests.analytics.reports.asking import (
    ALICE,
    BOB,
    answer,
    check_lists,
    figures,
    played,
    question,
)
from tests.analytics.reports.counting import groups, questions
from tests.analytics.reports.standing import CALENDAR, quantile
from tests.analytics.stories import (
    DAY,
    HOUR,
    MINUTE,
    START,
    Story,
    write_stages,
    write_stories,
)
from tests.analytics.worlds import Move, histories
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    make_organisation()
    write_stages()
    opened = Mirror(places.MEMORY)
    yield opened
    opened.close()


def ask(mirror: Mirror, **more: Any) -> Answer:
    return answer(mirror, CYCLE_REPORT, question(**more))


def cycle(found: Answer) -> Cycle:
    part: Cycle = found.parts["cycle"]
    return part


def test_without_open_deals_the_median_is_that_of_the_won(mirror: Mirror) -> None:
    write_stories(
        *(Story().created(owner=ALICE).won(day * DAY) for day in (3, 5, 9)),
        Story().created(owner=ALICE).lost(2 * DAY),
    )

    row = figures(ask(mirror))[ALICE,]

    assert (row["median_won_s"], row["p90_won_s"], row["median_lost_s"]) == (
        5 * DAY,
        9 * DAY,
        2 * DAY,
    )


def test_trap_7_open_deals_make_the_median_no_shorter(mirror: Mirror) -> None:
    # Of eight deals, three were won on the first day; the open ones are four days old, two were won later.
    write_stories(
        *(Story().created(owner=ALICE).won(DAY) for _ in range(3)),
        *(Story().created(36 * DAY, owner=ALICE) for _ in range(3)),
        *(Story().created(owner=ALICE).won(day * DAY) for day in (9, 12)),
    )

    assert figures(ask(mirror))[ALICE,]["median_won_s"] == 9 * DAY


def test_a_reopened_deal_goes_on_with_its_clock(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).lost(DAY).reopened(3 * DAY).won(5 * DAY))

    row = figures(ask(mirror))[ALICE,]

    assert (row["won"], row["lost"], row["median_won_s"]) == (1, 0, 5 * DAY)
    assert row["paused_share"] == pytest.approx(2 / 5)


def test_trap_16_a_deal_counts_for_who_closed_it(mirror: Mirror) -> None:
    story = Story().created(owner=ALICE).given(DAY, BOB).won(2 * DAY).given(3 * DAY, ALICE)
    write_stories(story)

    assert list(figures(ask(mirror))) == [(BOB,)]
    assert list(figures(ask(mirror, credit="current"))) == [(ALICE,)]


def test_spam_is_counted_apart(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).lost(DAY, is_refusal=False))

    row = figures(ask(mirror))[ALICE,]

    assert (row["deals"], row["lost"], row["excluded"]) == (0, 0, 1)
    assert (row["median_lost_s"], row["ours_share"]) == (None, None)


def test_the_time_is_split_into_whose_it_was(mirror: Mirror) -> None:
    # An hour in the queue, two of ours, three of the client's, and a pause of four.
    story = Story().created().given(HOUR, ALICE).contacted(3 * HOUR)
    write_stories(story.paused(6 * HOUR, 99 * HOUR).won(10 * HOUR))

    row = figures(ask(mirror))[ALICE,]

    shares = [row[name] for name in ("queue_share", "ours_share", "clients_share", "paused_share")]
    assert shares == pytest.approx([0.1, 0.2, 0.3, 0.4])


def test_a_pause_that_has_passed_by_its_date_runs_no_more(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).contacted(HOUR).paused(2 * HOUR, 4 * HOUR))

    row = figures(ask(mirror, now=START + 10 * HOUR))[ALICE,]

    shares = [row[name] for name in ("queue_share", "ours_share", "clients_share", "paused_share")]
    assert shares == pytest.approx([0, 0.1, 0.7, 0.2])


def test_trap_12_automatic_replies_answer_nothing(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE).contacted(MINUTE, is_automatic=True).contacted(HOUR),
        Story().created(owner=ALICE).contacted(3 * HOUR),
        Story().created(owner=ALICE),
    )

    row = figures(ask(mirror))[ALICE,]

    # Half are answered within three working hours: one waits since the first morning.
    assert (row["answered"], row["first_answer_median_s"]) == (2, 3 * HOUR)


def test_deals_closed_unanswered_do_not_count_as_answered_then(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE).lost(HOUR), Story().created(owner=ALICE).contacted(5 * HOUR)
    )

    assert figures(ask(mirror))[ALICE,]["first_answer_median_s"] == 5 * HOUR


def test_a_quicker_answer_shortens_the_cycle_by_what_is_ours(mirror: Mirror) -> None:
    # Five managers with 10, 20, 30, 40 and 50 % of a ten-hour cycle in their own hands.
    write_stories(
        *(
            Story().created(owner=person).contacted(person * HOUR).won(10 * HOUR)
            for person in (1, 2, 3, 4, 5)
        )
    )

    found = ask(mirror, limits=Limits(least_sample=1))

    assert cycle(found).target.share == pytest.approx(0.2)
    assert cycle(found).target.managers == 5
    shorter = {keys[0]: row["median_won_if_s"] for keys, row in figures(found).items()}
    # Seven hours of the client's and two of ours make a fifth of …: 7 ÷ 0.8.
    assert shorter == {
        1: None, 2: None, 3: round(7 * HOUR / 0.8), 4: round(6 * HOUR / 0.8), 5: round(5 * HOUR / 0.8),
    }  # fmt: skip
    assert found.total.figures["median_won_if_s"] is not None


def test_too_few_managers_have_no_best_quarter(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).contacted(HOUR).won(9 * HOUR))

    found = ask(mirror, limits=Limits(least_sample=1))

    assert cycle(found).target.share is None
    assert figures(found)[ALICE,]["median_won_if_s"] is None


def test_shares_of_outcomes_grow_by_day_and_leave_room_for_the_open(mirror: Mirror) -> None:
    write_stories(
        Story().created().won(DAY // 2),
        Story().created().lost(DAY + HOUR),
        Story().created().won(3 * DAY + HOUR),
        Story().created(38 * DAY),
    )

    outcomes = {each.day: (each.won, each.lost) for each in cycle(ask(mirror)).outcomes}

    shown = [share for day in (1, 2, 4) for share in outcomes[day]]
    assert shown == pytest.approx([1 / 4, 0, 1 / 4, 1 / 4, 3 / 4, 1 / 4])


def test_no_deals_have_no_figures(mirror: Mirror) -> None:
    found = ask(mirror)

    assert (found.rows, found.total.figures["deals"]) == ([], 0)
    assert cycle(found).outcomes == []


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=histories(deals=7, size=90), asked=questions())
def test_any_question_about_any_history_equals_the_slow_reference(
    moves: list[Move], asked: Question
) -> None:
    make_organisation()
    with played(moves, 7) as (mirror, stories):
        found = answer(mirror, CYCLE_REPORT, asked)

        _compare(found, stories, asked)
        check_lists(mirror, CYCLE_REPORT, asked, found)


def _compare(found: Answer, stories: list[Story], asked: Question) -> None:
    told = {id(story): reference.told(story) for story in stories}
    pasts = {
        _mark(deal): columns.past_of(story, CALENDAR)
        for story in stories
        if (deal := told[id(story)])
    }
    rows = groups(
        stories,
        asked,
        counts=lambda deal: True,
        moment=lambda deal: deal.created_at,
        holder=lambda deal: deal.owner if deal.state == "open" else deal.closed_owner,
    )
    known: dict[Keys, dict[str, Any]] = {
        keys: _figures([(deal, pasts[_mark(deal)]) for deal in deals], asked.now)
        for keys, deals in rows.items()
    }
    everything = _figures(
        [(deal, pasts[_mark(deal)]) for deals in rows.values() for deal in deals], asked.now
    )
    for row in found.rows:
        assert _rounded(row.figures) == pytest.approx(known[row.keys])
    assert {row.keys for row in found.rows} == {keys for keys in known if keys}
    assert _rounded(found.total.figures) == pytest.approx(everything)


def _mark(deal: reference.Told) -> Any:
    return (deal.created_at, deal.closed_at, str(deal.stands))


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "median_won_if_s"}


def _figures(deals: list[tuple[reference.Told, Any]], now: int) -> dict[str, Any]:
    counted = [(deal, past) for deal, past in deals if not deal.is_spam]
    ends = [(deal, past, deal.closed_at if deal.state != "open" else now) for deal, past in counted]
    lasted = [(end - deal.created_at, deal.state) for deal, _, end in ends]
    waits = []
    for deal, past, end in ends:
        answered = columns.first_answer_at(past)
        wait = past.working_s(deal.created_at, end if answered is None else answered)
        waits.append((max(wait, 0), answered is not None))
    parts = [sum(part) for part in zip(*(columns.split(p, e) for _, p, e in ends), strict=True)]
    whole = sum(parts)
    shares = [part / whole if whole else None for part in parts or [0] * 4]
    names = ("queue_share", "ours_share", "clients_share", "paused_share")
    quantiles = {
        f"{name}_{state}_s": _incidence(lasted, state, share)
        for state in ("won", "lost")
        for name, share in (
            ("median", Fraction(1, 2)),
            ("p80", Fraction(4, 5)),
            ("p90", Fraction(9, 10)),
        )
    }
    return {
        "deals": len(counted),
        **{
            state: sum(deal.state == state for deal, _ in counted)
            for state in ("won", "lost", "open")
        },
        "excluded": len(deals) - len(counted),
        "answered": sum(answered for _, answered in waits),
        **quantiles,
        "first_answer_median_s": quantile(waits, Fraction(1, 2)),
        **dict(zip(names, shares, strict=True)),
    }


def _incidence(lasted: list[tuple[int, str]], state: str, share: Fraction) -> int | None:
    """When so large a share of the cumulative incidence seen at the end was reached."""
    staying, so_far, curve = Fraction(1), Fraction(0), []
    for time in sorted({time for time, _ in lasted}):
        at_risk = sum(other >= time for other, _ in lasted)
        ended = [end for other, end in lasted if other == time and end != "open"]
        so_far += staying * Fraction(ended.count(state), at_risk)
        staying *= 1 - Fraction(len(ended), at_risk)
        curve.append((time, so_far))
    return next((time for time, part in curve if so_far and part >= share * so_far), None)
