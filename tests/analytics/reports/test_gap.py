"""The gap of a mean check to the team's: exact to the minor unit, and each part as its definition says."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pritok.analytics.reports.checks.gap import Baskets, Gap, Sales, gaps

# What one row sold of one product: quantity, at list price, paid; money in minor units.
Sold = tuple[int, int, int]
Row = dict[int, Sold]
ORDER = ("price", "items", "mix", "discount")


def explained(rows: Sequence[tuple[int, Row, int]]) -> list[Gap]:
    """`rows` are (deals, what was sold, amount beside the lines); the team is all of them."""
    parts = [
        (place, product, *sold)
        for place, (_, row, _) in enumerate(rows)
        for product, sold in sorted(row.items())
    ]
    row, product, *sums = (np.array(column) for column in zip(*parts, strict=True))
    baskets = Baskets(row, product, *(column.astype(float) for column in sums))
    sales = [_sales(*each) for each in rows]
    team = Sales(*(sum(column) for column in zip(*sales, strict=True)))
    return gaps(baskets, sales, baskets.added_up(), team)


def _sales(deals: int, row: Row, beside: int) -> Sales:
    return Sales(deals, sum(paid for _, _, paid in row.values()) + beside, beside)


def shapley(rows: Sequence[tuple[int, Row, int]], place: int) -> dict[str, Fraction]:
    """The definition itself: put the factors in one after another, in all 24 orders."""
    team: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for _, row, _ in rows:
        for product, sold in row.items():
            team[product] = [a + b for a, b in zip(team[product], sold, strict=True)]
    deals, own, beside = rows[place]
    all_deals, all_beside = sum(each[0] for each in rows), sum(each[2] for each in rows)
    items = sum(q for q, _, _ in own.values()), sum(q for q, _, _ in team.values())

    def mean(of_row: frozenset[str]) -> Fraction:
        per_deal = Fraction(items[0], deals) if "items" in of_row else Fraction(items[1], all_deals)
        level = Fraction(0)
        for product, (q, listed, paid) in team.items():
            mine = own.get(product)
            share = Fraction(q, items[1])
            if "mix" in of_row:
                share = Fraction(mine[0], items[0]) if mine else Fraction(0)
            price = Fraction(listed, q)
            if "price" in of_row and mine:
                price = Fraction(mine[1], mine[0])
            kept = Fraction(paid, listed) if listed else Fraction(1)
            if "discount" in of_row and mine and mine[1]:
                kept = Fraction(mine[2], mine[1])
            level += share * price * kept
        return per_deal * level

    parts = dict.fromkeys(ORDER, Fraction(0))
    for order in permutations(ORDER):
        put: frozenset[str] = frozenset()
        for factor in order:
            parts[factor] += (mean(put | {factor}) - mean(put)) / 24
            put |= {factor}
    parts["discount"] += Fraction(beside, deals) - Fraction(all_beside, all_deals)
    return parts


def test_selling_twice_as_many_of_the_same_is_items_only() -> None:
    same = {5: (1000, 100_00, 90_00)}
    more = {5: (2000, 200_00, 180_00)}

    one, two = explained([(1, same, 0), (1, more, 0)])

    assert one == Gap(-45_00, 0, -45_00, 0, 0)
    assert two == Gap(45_00, 0, 45_00, 0, 0)


def test_selling_the_same_dearer_is_price_only() -> None:
    rows = [(1, {5: (1000, 100_00, 50_00)}, 0), (1, {5: (1000, 300_00, 150_00)}, 0)]

    assert explained(rows) == [Gap(-50_00, -50_00, 0, 0, 0), Gap(50_00, 50_00, 0, 0, 0)]


def test_giving_a_discount_is_discount_only_also_on_the_whole_deal() -> None:
    kept, given_away = (1000, 100_00, 100_00), (1000, 100_00, 60_00)

    assert explained([(1, {5: kept}, 0), (1, {5: given_away}, 0)])[1] == Gap(
        -20_00, 0, 0, 0, -20_00
    )
    assert explained([(1, {5: kept}, 0), (1, {5: kept}, -40_00)])[1] == Gap(-20_00, 0, 0, 0, -20_00)


def test_selling_dearer_products_is_mix_only() -> None:
    cheap, dear = {5: (1000, 100_00, 100_00)}, {6: (1000, 300_00, 300_00)}

    assert explained([(1, cheap, 0), (1, dear, 0)])[0] == Gap(-100_00, 0, 0, -100_00, 0)


_SOLD = st.integers(0, 10**9).flatmap(
    lambda listed: st.tuples(st.integers(1, 10**6), st.just(listed), st.integers(0, listed))
)
_ROWS = st.lists(
    st.tuples(
        st.integers(1, 400),
        st.dictionaries(st.integers(1, 6), _SOLD, min_size=1, max_size=5),
        st.integers(-(10**6), 10**6),
    ),
    min_size=1,
    max_size=6,
)


@given(_ROWS)
def test_the_parts_add_up_to_the_minor_unit_and_are_shapley_values(
    rows: list[tuple[int, Row, int]],
) -> None:
    all_paid = sum(_sales(*row).amount for row in rows)
    team_mean = round(all_paid / sum(row[0] for row in rows))

    for place, gap in enumerate(explained(rows)):
        sales = _sales(*rows[place])
        assert gap.gap == round(sales.amount / sales.deals) - team_mean
        assert gap.price + gap.items + gap.mix + gap.discount == gap.gap
        for factor, exact in shapley(rows, place).items():
            assert abs(getattr(gap, factor) - exact) <= 2
