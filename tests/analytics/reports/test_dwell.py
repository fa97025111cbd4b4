"""Q5: time in stages; each trap by hand, then random histories against a slow reference."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from pritok.analytics import places
from pritok.analytics.mirror import Mirror
from pritok.analytics.reports.dwell import norms
from pritok.analytics.reports.dwell.answering import DWELL_REPORT, Dwell
from pritok.analytics.reports.question import Limits, Question
from pritok.analytics.reports.report import Answer, Keys
from tests.analytics.reports import reference
from tests.analytics.reports.asking import (
    ALICE,
    BOB,
    answer,
    check_lists,
    figures,
    listed,
    played,
    question,
)
from tests.analytics.reports.counting import questions
from tests.analytics.reports.standing import Stretch, bounced, quantile, stretches
from tests.analytics.stories import (
    DAY,
    HOUR,
    NEW,
    OFFER,
    START,
    TALKS,
    Story,
    write_stages,
    write_stories,
)
from tests.analytics.worlds import Move, histories
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
# START is a Monday at nine: a working day has nine hours.
WORKDAY = 9 * HOUR


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    make_organisation()
    write_stages()
    opened = Mirror(places.MEMORY)
    yield opened
    opened.close()


def dwell(found: Answer) -> Dwell:
    part: Dwell = found.parts["dwell"]
    return part


def ask(mirror: Mirror, **more: Any) -> Answer:
    return answer(mirror, DWELL_REPORT, question(**more))


def test_trap_6_a_stay_is_exit_minus_entry_of_that_stage_in_working_time(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE).moved(2 * HOUR, TALKS).moved(DAY + HOUR, OFFER).won(2 * DAY)
    )

    rows = figures(ask(mirror, group_by=("stage",)))

    assert {keys[0]: row["median_s"] for keys, row in rows.items()} == {
        NEW: 2 * HOUR,
        TALKS: WORKDAY - HOUR,
        OFFER: WORKDAY - HOUR,
    }


def test_trap_7_what_still_stands_there_is_censored_not_dropped(mirror: Mirror) -> None:
    # One left after an hour; of the two that have stood for days nobody knows the end yet.
    write_stories(
        Story().created(owner=ALICE).moved(HOUR, TALKS).won(HOUR),
        Story().created(owner=ALICE),
        Story().created(owner=ALICE),
    )

    row = figures(ask(mirror, filters={"stage": (NEW,)}))[ALICE,]

    assert (row["visits"], row["open"], row["median_s"]) == (3, 2, None)
    assert row["longest_s"] == 30 * WORKDAY


def test_trap_11_a_hand_over_ends_the_former_owners_clock_without_an_end(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE).given(5 * HOUR, BOB).moved(6 * HOUR, TALKS).won(6 * HOUR),
        Story().created(owner=ALICE).moved(2 * HOUR, TALKS).won(2 * HOUR),
    )

    rows = figures(ask(mirror, filters={"stage": (NEW,)}))
    present = figures(ask(mirror, filters={"stage": (NEW,)}, credit="current"))

    assert (rows[ALICE,]["visits"], rows[ALICE,]["median_s"]) == (2, 2 * HOUR)
    assert rows[ALICE,]["p80_s"] is None
    assert (rows[BOB,]["visits"], rows[BOB,]["median_s"]) == (1, HOUR)
    assert [present[key]["visits"] for key in ((ALICE,), (BOB,))] == [1, 2]


def test_time_paused_is_taken_out_even_while_the_pause_runs(mirror: Mirror) -> None:
    now = START + 4 * HOUR
    write_stories(
        Story().created(owner=ALICE).paused(HOUR, 3 * HOUR).moved(4 * HOUR, TALKS),
        Story().created(owner=BOB).paused(HOUR, 9 * DAY),
    )

    rows = figures(ask(mirror, now=now, filters={"stage": (NEW,)}))
    later = figures(ask(mirror, now=START + 10 * DAY, filters={"stage": (NEW,)}))

    assert (rows[ALICE,]["median_s"], rows[BOB,]["longest_s"]) == (2 * HOUR, HOUR)
    # The pause ended on the Wednesday of the next week at nine, by its date.
    assert later[BOB,]["longest_s"] == HOUR + WORKDAY


def test_a_limit_by_hand_makes_stuck_what_is_longer(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE), Story().created(owner=ALICE).moved(5 * HOUR, TALKS))
    limits = Limits(stages=((NEW, 6 * HOUR), (TALKS, 99 * WORKDAY)))

    on_time = ask(mirror, now=START + 6 * HOUR, limits=limits)
    late = ask(mirror, now=START + 6 * HOUR + 1, limits=limits)

    assert (on_time.total.figures["stuck"], late.total.figures["stuck"]) == (0, 1)


def test_the_norm_is_what_four_of_five_won_deals_took(mirror: Mirror) -> None:
    won = [Story().created().moved(HOUR + 60 * n, TALKS).won(HOUR + 60 * n) for n in range(30)]
    write_stories(*won, Story().created(owner=ALICE))
    norm_s = HOUR + 60 * 23

    just = ask(mirror, now=START + norm_s)
    over = ask(mirror, now=START + norm_s + 1)

    kind = next(norm for norm in dwell(just).norms if norm.stage == NEW)
    assert (kind.norm_s, kind.cases) == (norm_s, 30)
    assert (just.total.figures["stuck"], over.total.figures["stuck"]) == (0, 1)


def test_few_cases_fall_back_to_the_stage_and_then_to_the_pipeline(mirror: Mirror) -> None:
    slow = [Story().created(deal_type=1).moved(4 * HOUR, TALKS).won(4 * HOUR) for _ in range(20)]
    quick = [Story().created(deal_type=2).moved(HOUR, TALKS).won(HOUR) for _ in range(15)]
    write_stories(*slow, *quick)

    found = dwell(ask(mirror)).norms

    # Stays in NEW: 20 of four hours, 15 of one; in TALKS: 35 of no time.
    assert [(n.stage, n.deal_type, n.norm_s, n.cases) for n in found] == [
        (NEW, None, 4 * HOUR, 35),
        (TALKS, None, 0, 35),
        (None, None, 4 * HOUR, 70),
    ]


def test_without_enough_won_deals_nothing_is_stuck(mirror: Mirror) -> None:
    write_stories(*(Story().created().won(HOUR) for _ in range(29)), Story().created(owner=ALICE))

    found = ask(mirror)

    assert (found.total.figures["stuck"], dwell(found).norms) == (0, [])


def test_a_hand_over_does_not_unstick_a_deal(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).given(5 * HOUR, BOB))
    limits = Limits(stages=((NEW, 6 * HOUR),))

    rows = figures(ask(mirror, now=START + 7 * HOUR, limits=limits))

    assert (rows[ALICE,]["stuck"], rows[BOB,]["stuck"], rows[BOB,]["longest_s"]) == (0, 1, 2 * HOUR)


def test_going_back_and_straight_back_again_are_counted(mirror: Mirror) -> None:
    story = (
        Story().created(owner=ALICE).moved(1, TALKS).moved(2, NEW).moved(3, TALKS).moved(4, OFFER)
    )
    write_stories(story)

    found = ask(mirror)

    # Back to NEW once; from TALKS straight back to NEW, and from NEW straight back to TALKS.
    assert (found.total.figures["returns"], found.total.figures["ping_pong"]) == (1, 2)
    assert Counter({(way.start, way.end): way.stays for way in dwell(found).ways}) == Counter(
        {(NEW, TALKS): 2, (TALKS, NEW): 1, (TALKS, OFFER): 1}
    )


def test_the_list_behind_stuck_says_how_long_and_how_long_is_normal(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE), Story().created(owner=BOB).won(HOUR))
    asked = question(now=START + 2 * HOUR, limits=Limits(stages=((NEW, HOUR),)))

    (item,) = listed(mirror, DWELL_REPORT, asked, "stuck")

    assert item.details == {
        "stage": NEW, "entered_at": START, "left_at": None, "lasts_s": 2 * HOUR, "limit_s": HOUR,
    }  # fmt: skip


def test_no_stays_have_no_figures(mirror: Mirror) -> None:
    found = ask(mirror)

    assert (found.rows, found.total.figures["visits"]) == ([], 0)
    assert found.total.figures["median_s"] is None


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=histories(deals=6, size=90), asked=questions())
def test_any_question_about_any_history_equals_the_slow_reference(
    moves: list[Move], asked: Question
) -> None:
    limited = replace(asked, limits=Limits(stages=((OFFER, 20 * HOUR),)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(norms, "FEWEST_CASES", 2)
        make_organisation()
        with played(moves, 6) as (mirror, stories):
            found = answer(mirror, DWELL_REPORT, limited)

            _compare(found, stories, limited)
            check_lists(mirror, DWELL_REPORT, limited, found)


Told = list[tuple[Stretch, bool]]


def _compare(found: Answer, stories: list[Story], asked: Question) -> None:
    rows, everything = _rows(stories, asked)
    assert {row.keys: row.figures for row in found.rows} == {
        keys: _figures(told, asked.now) for keys, told in rows.items() if keys
    }
    if everything:
        assert found.total.figures == _figures(everything, asked.now)
    part = dwell(found)
    for keys, told in rows.items() if "stage" not in asked.group_by else ():
        assert part.by_stage[keys] == _by_stage(told, asked.now)
    assert {each.stage: each.figures for each in part.stages} == _by_stage(everything, asked.now)
    assert Counter({(way.start, way.end): way.stays for way in part.ways}) == Counter(
        (each.stage, each.moved_to if each.end == "moved" else each.end)
        for each, _ in everything
        if each.end in {"moved", "won", "lost"}
    )
    for stage in part.stages:
        own = _observed([each for each in everything if each[0].stage == stage.stage], asked.now)
        shares = (Fraction(1, 10), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(9, 10))
        assert stage.box == [quantile(own, share) for share in shares]


def _by_stage(told: Told, now: int) -> dict[int, Any]:
    stages = {each.stage for each, _ in told}
    return {
        stage: _figures([pair for pair in told if pair[0].stage == stage], now) for stage in stages
    }


def _rows(stories: list[Story], asked: Question) -> tuple[dict[Keys, Told], Told]:
    known = _norms(stories, asked)
    rows: dict[Keys, Told] = defaultdict(list)
    for story in stories:
        deal = reference.told(story)
        if deal is None:
            continue
        for stretch in stretches(story):
            placed = replace(
                deal, created_at=stretch.since, pipeline=stretch.pipeline,
                stands=[[stretch.stage, stretch.since, stretch.owner]],
            )  # fmt: skip
            who = deal.owner if asked.credit == "current" else stretch.owner
            if reference.fits(placed, asked) and reference.suits(who, asked):
                keys = tuple(reference.key_of(key, placed, who, asked) for key in asked.group_by)
                rows[keys].append((stretch, _is_stuck(stretch, story, deal, known, asked)))
    return rows, [told for row in rows.values() for told in row]


def _is_stuck(
    stretch: Stretch, story: Story, deal: reference.Told, known: dict[Any, int], asked: Question
) -> bool:
    if stretch.left is not None:
        return False
    place = (stretch.pipeline, stretch.stage, deal.dimensions["deal_type"])
    limits = (
        dict(asked.limits.stages).get(stretch.stage),
        *(known.get(place[:n]) for n in (3, 2, 1)),
    )
    limit = next((limit for limit in limits if limit is not None), None)
    stood = sum(s.working_s(asked.now) for s in stretches(story) if s.visit == stretch.visit)
    return limit is not None and stood > limit


def _norms(stories: list[Story], asked: Question) -> dict[Any, int]:
    """P80 of the stays of won deals per kind, stage and pipeline, with two cases or more."""
    stays: dict[Any, Counter[Any]] = defaultdict(Counter)
    for number, story in enumerate(stories):
        deal = reference.told(story)
        if deal is None or deal.state != "won":
            continue
        for each in stretches(story):
            place = (each.pipeline, each.stage, deal.dimensions["deal_type"])
            for n in (1, 2, 3):
                stays[place[:n]][number, each.visit] += each.working_s(asked.now)
    lengths = {place: sorted(counted.values()) for place, counted in stays.items()}
    return {
        place: each[-(-len(each) * 4 // 5) - 1] for place, each in lengths.items() if len(each) > 1
    }


def _observed(told: Told, now: int) -> list[tuple[int, bool]]:
    return [(each.working_s(now), each.end in {"moved", "won", "lost"}) for each, _ in told]


def _figures(told: Told, now: int) -> dict[str, Any]:
    observed = _observed(told, now)
    return {
        "visits": len(told),
        "median_s": quantile(observed, Fraction(1, 2)),
        "p80_s": quantile(observed, Fraction(4, 5)),
        "p90_s": quantile(observed, Fraction(9, 10)),
        "longest_s": max(length for length, _ in observed),
        "open": sum(each.left is None for each, _ in told),
        "stuck": sum(stuck for _, stuck in told),
        "returns": sum(each.is_back for each, _ in told),
        "ping_pong": sum(bounced(each) for each, _ in told),
    }
