"""Q2: checks, margin, complexity, spread; the traps by name, then random histories against a slow reference."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from statistics import mean, stdev
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from pritok.analytics import places
from pritok.analytics.mirror import Mirror
from pritok.analytics.reports.checks import CHECKS_REPORT
from pritok.analytics.reports.checks.attaching import Pair
from pritok.analytics.reports.question import Question
from pritok.deals.events import DealLinesChanged, Line
from tests.analytics.reports.asking import (
    ALICE,
    BOB,
    CAROL,
    answer,
    check_lists,
    figures,
    listed,
    played,
    question,
)
from tests.analytics.reports.counting import groups, questions
from tests.analytics.reports.reference import Told
from tests.analytics.stories import DAY, HOUR, START, Story, write_stages, write_stories
from tests.analytics.worlds import Move, histories

pytestmark = pytest.mark.django_db


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    write_stages()
    opened = Mirror(places.MEMORY)
    yield opened
    opened.close()


def total(mirror: Mirror, **asked: Any) -> Any:
    return answer(mirror, CHECKS_REPORT, question(**asked)).total.figures


def sold(*lines: Line, owner: int = ALICE, amount: int | None = None, **more: Any) -> Story:
    paid = sum(line.quantity_milli * (line.price_minor - line.discount_minor) for line in lines)
    fact = DealLinesChanged(list(lines), paid // 1000 if amount is None else amount)
    return Story().created(owner=owner, **more).tell(HOUR, fact).won(DAY)


def test_trap_4_an_edit_moves_no_sale_to_another_month(mirror: Mirror) -> None:
    story = Story().created(owner=ALICE).won(DAY, 100)
    write_stories(story.edited(35 * DAY, ["title"]))

    assert total(mirror, since=START, until=START + 2 * DAY)["won"] == 1
    assert total(mirror, since=START + 30 * DAY)["won"] == 0


def test_trap_7_a_mean_is_no_sum_and_leaves_out_deals_without_an_amount(mirror: Mirror) -> None:
    write_stories(*(Story().created(owner=ALICE).won(DAY, n) for n in (100, 200, 600, None)))

    found = total(mirror)

    assert (found["won"], found["valued"], found["amount"]) == (4, 3, 900)
    assert (found["mean"], found["median"]) == (300, 200)


def test_trap_11_a_deal_that_changed_hands_is_sold_once(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).given(HOUR, BOB).won(DAY, 100).given(2 * DAY, CAROL))

    found = answer(mirror, CHECKS_REPORT, question())

    assert {keys: row["won"] for keys, row in figures(found).items()} == {(BOB,): 1}


def test_trap_16_the_sale_is_whose_it_was_unless_asked_otherwise(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).won(DAY, 100).given(2 * DAY, BOB))

    assert list(figures(answer(mirror, CHECKS_REPORT, question()))) == [(ALICE,)]
    current = answer(mirror, CHECKS_REPORT, question(credit="current"))
    assert list(figures(current)) == [(BOB,)]


def test_a_reopened_sale_is_none(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).won(DAY, 100).reopened(2 * DAY))

    assert total(mirror)["won"] == 0


def test_an_unknown_cost_is_said_and_never_taken_for_zero(mirror: Mirror) -> None:
    known, unknown = Line(1000, 100_00, cost_minor=40_00), Line(1000, 300_00)
    write_stories(sold(known, unknown), Story().created(owner=ALICE).won(DAY, 400_00))

    found = total(mirror)

    assert (found["margin"], found["margin_rate"]) == (60_00, 0.6)
    assert found["cost_coverage"] == 100 / 800
    assert {"margin", "margin_rate", "cost_coverage"} == {
        figure.key for figure in CHECKS_REPORT.figures if figure.is_secret
    }


def test_without_any_known_cost_there_is_no_margin(mirror: Mirror) -> None:
    write_stories(sold(Line(1000, 300_00)))

    found = total(mirror)

    assert (found["margin"], found["margin_rate"], found["cost_coverage"]) == (None, None, 0)


def test_money_of_other_currencies_is_not_added_up(mirror: Mirror) -> None:
    line = Line(1000, 100_00, discount_minor=50_00, cost_minor=10_00, product=5)
    write_stories(
        sold(line, currency="USD"), Story().created(owner=ALICE, currency="USD").won(DAY, 5)
    )

    abroad = total(mirror)
    write_stories(Story().created(owner=ALICE).won(DAY, 700))
    both = total(mirror)

    assert (abroad["won"], abroad["other_currency"], abroad["itemised"]) == (2, 2, 1)
    money = ("amount", "mean", "median", "margin", "discount", "gap")
    assert [abroad[name] for name in money] == [None] * 6
    assert (both["won"], both["valued"], both["amount"], both["mean"]) == (3, 1, 700, 700)


def test_complexity_is_of_deals_that_say_what_was_sold(mirror: Mirror) -> None:
    chair, lamp = Line(2500, 100, product=5, category=1), Line(1000, 100, product=8, category=2)
    write_stories(sold(chair, lamp, chair), sold(lamp), Story().created(owner=ALICE).won(DAY, 9))

    found = total(mirror)

    assert (found["won"], found["itemised"], found["cross_sold"]) == (3, 2, 1)
    assert (found["items_per_deal"], found["lines"]) == (7 / 2, 4 / 2)
    assert (found["products"], found["categories"], found["cross_sell"]) == (1.5, 1.5, 0.5)


def test_the_gap_is_to_everybody_also_when_one_asks_about_oneself(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE).won(DAY, 100), Story().created(owner=BOB).won(9, 500)
    )

    everybody = figures(answer(mirror, CHECKS_REPORT, question()))
    alone = answer(mirror, CHECKS_REPORT, question(filters={"manager": (ALICE,)}))

    assert {keys: row["gap"] for keys, row in everybody.items()} == {(ALICE,): -200, (BOB,): 200}
    assert figures(alone)[(ALICE,)] == everybody[(ALICE,)]
    assert alone.total.figures["gap"] == -200


def test_the_spread_compares_medians_of_those_who_sold_enough(mirror: Mirror) -> None:
    for owner, check in ((ALICE, 100), (BOB, 300), (CAROL, 9_999)):
        sales = 5 if owner != CAROL else 4
        write_stories(*(Story().created(owner=owner).won(DAY, check) for _ in range(sales)))
    write_stories(*(Story().created().won(DAY, 1) for _ in range(9)))

    for groups_of in (("manager",), ("source", "market"), ()):
        spread = answer(mirror, CHECKS_REPORT, question(group_by=groups_of)).parts["spread"]
        assert spread.managers == 2
        assert spread.ratio == pytest.approx(280 / 120)
        assert spread.variation == pytest.approx(stdev([100, 300]) / mean([100, 300]))


def test_few_sales_have_no_typical_check_and_many_their_own(mirror: Mirror) -> None:
    for owner, check, sales in ((ALICE, 100, 400), (BOB, 900, 400), (CAROL, 90_000, 4)):
        amounts = (check + place % 7 for place in range(sales))
        write_stories(*(Story().created(owner=owner).won(DAY, amount) for amount in amounts))
    write_stories(*(Story().created(owner=ALICE).won(DAY, 0) for _ in range(9)))

    found = answer(mirror, CHECKS_REPORT, question())
    rows = figures(found)

    assert rows[(ALICE,)]["typical"] == pytest.approx(103, rel=0.02)
    assert rows[(BOB,)]["typical"] == pytest.approx(903, rel=0.02)
    for row in (rows[(ALICE,)], rows[(BOB,)]):
        assert row["typical_low"] < row["typical"] < row["typical_high"]
    assert rows[(CAROL,)]["typical"] is None
    assert 103 < (found.total.figures["typical"] or 0) < 90_000


def test_the_spread_has_a_trend(mirror: Mirror) -> None:
    for month in (0, 31):
        for owner, check in ((ALICE, 100), (BOB, 100 + month)):
            stories = (Story().created(owner=owner).won(month * DAY, check) for _ in range(5))
            write_stories(*stories)

    found = answer(mirror, CHECKS_REPORT, question(options={"detail": "trend"}))

    (_, first), (_, second) = found.parts["trend"]
    assert (first.ratio, first.variation, first.managers) == (1, 0, 2)
    assert second.ratio == pytest.approx(127.9 / 103.1)


def test_what_is_bought_together_is_said_with_the_team_beside_it(mirror: Mirror) -> None:
    sofa, lamp = Line(1000, 9, product=5, category=1), Line(1000, 9, product=8, category=2)
    write_stories(*(sold(sofa, lamp, lamp) for _ in range(5)), *(sold(sofa) for _ in range(15)))
    write_stories(*(sold(sofa, lamp, owner=BOB) for _ in range(20)))
    asked = question(filters={"manager": (ALICE,)}, options={"detail": "products"})

    by_product = answer(mirror, CHECKS_REPORT, asked).parts["attached"]
    by_category = replace(asked, options={"detail": "categories"})

    assert by_product == [Pair(5, 8, 20, 5, 40, 25)]
    assert answer(mirror, CHECKS_REPORT, by_category).parts["attached"] == [
        Pair(1, 2, 20, 5, 40, 25)
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=histories(deals=9, size=120), asked=questions())
def test_any_question_about_any_history_equals_the_slow_reference(
    moves: list[Move], asked: Question
) -> None:
    with played(moves, 9) as (mirror, stories):
        found = answer(mirror, CHECKS_REPORT, asked)
        won = partial(
            groups, stories, asked, counts=_is_won, moment=_closed_at, holder=_closed_owner
        )
        expected = won()
        team = [deal for row in won(with_who=False).values() for deal in row]

        rows = figures(found, asked)
        assert rows.keys() == expected.keys()
        for keys, deals in expected.items():
            _check(rows[keys], deals, team)
        _check(found.total.figures, [deal for row in expected.values() for deal in row], team)
        check_lists(mirror, CHECKS_REPORT, asked, found)


def _is_won(deal: Told) -> bool:
    return deal.state == "won"


def _closed_at(deal: Told) -> int:
    return deal.closed_at


def _closed_owner(deal: Told) -> int:
    return deal.closed_owner


def _check(row: Any, deals: list[Told], team: list[Told]) -> None:
    ours = [deal for deal in deals if deal.currency == "RUB"]
    amounts = [deal.amount for deal in ours if deal.amount is not None]
    itemised = [deal for deal in deals if deal.lines]
    assert (row["won"], row["valued"]) == (len(deals), len(amounts))
    assert (row["other_currency"], row["itemised"]) == (len(deals) - len(ours), len(itemised))
    assert row["amount"] == (sum(amounts) if amounts else None)
    for share, name in ((10, "p10"), (25, "p25"), (50, "median"), (75, "p75"), (90, "p90")):
        value = float(np.percentile(amounts, share)) if amounts else None
        assert row[name] == pytest.approx(value)
    varies = len(amounts) > 1 and sum(amounts) > 0
    assert row["cv"] == (pytest.approx(stdev(amounts) / mean(amounts)) if varies else None)
    _check_lines(row, itemised, ours)
    of_team = [d.amount for d in team if d.currency == "RUB" and d.amount is not None]
    gap = (
        round(sum(amounts) / len(amounts)) - round(sum(of_team) / len(of_team)) if amounts else None
    )
    assert row["gap"] == gap
    if gap is not None:
        assert sum(row[f"gap_{part}"] for part in ("price", "items", "mix", "discount")) == gap


def _check_lines(row: Any, itemised: list[Told], ours: list[Told]) -> None:
    lines = [line for deal in itemised for line in deal.lines]
    n = len(itemised)
    assert row["items_per_deal"] == (sum(x.quantity_milli for x in lines) / 1000 / n if n else None)
    assert row["lines"] == (len(lines) / n if n else None)
    crossed = [d for d in itemised if len({x.category for x in d.lines} - {None}) > 1]
    assert row["cross_sold"] == len(crossed)
    assert row["cross_sell"] == (len(crossed) / n if n else None)
    of_ours = [line for deal in ours for line in deal.lines]
    listed_minor = sum(_whole(x, x.price_minor) for x in of_ours)
    paid = sum(_whole(x, x.price_minor - x.discount_minor) for x in of_ours)
    assert row["discount"] == ((listed_minor - paid) / listed_minor if listed_minor else None)
    costed = [x for x in of_ours if x.cost_minor is not None]
    revenue = sum(_whole(x, x.price_minor - x.discount_minor) for x in costed)
    cost = sum(_whole(x, x.cost_minor or 0) for x in costed)
    assert row["margin"] == (revenue - cost if revenue or cost else None)
    assert row["margin_rate"] == ((revenue - cost) / revenue if revenue else None)
    said = paid + sum(deal.amount or 0 for deal in ours if not deal.lines)
    assert row["cost_coverage"] == (revenue / said if said else None)


def _whole(line: Line, per_unit: int) -> int:
    return (line.quantity_milli * per_unit + 500) // 1000


def test_the_list_of_a_row_holds_its_deals(mirror: Mirror) -> None:
    story = Story().created(owner=ALICE).won(DAY, 100)
    write_stories(story, Story().created(owner=BOB).won(DAY, 100), Story().created(owner=ALICE))

    mine = listed(mirror, CHECKS_REPORT, question(filters={"manager": (ALICE,)}), "won")

    assert [item.deal for item in mine] == [story.deal]
