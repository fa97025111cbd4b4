"""The arithmetic of lines."""

from hypothesis import given
from hypothesis import strategies as st

from pritok.deals.lines import LineDraft, amount_of, margin_of

money = st.integers(0, 10**9)
quantities = st.integers(1, 10**6)


def test_a_line_is_rounded_half_up_on_its_own() -> None:
    assert LineDraft("x", 333, 5).total_minor == 2
    assert LineDraft("x", 500, 5).total_minor == 3
    assert amount_of([LineDraft("x", 500, 5)] * 2) == 6


def test_an_unknown_cost_is_left_out_of_the_margin_and_not_counted_as_zero() -> None:
    known, unknown = LineDraft("a", 1000, 100, 10, 60), LineDraft("b", 1000, 500)

    assert margin_of([known, unknown]) == (30, 90)
    assert margin_of([unknown]) is None


@given(money, quantities, st.data())
def test_margin_and_cost_make_up_the_price(price: int, quantity: int, data: st.DataObject) -> None:
    discount = data.draw(st.integers(0, price))
    cost = data.draw(money)
    line = LineDraft("x", quantity, price, discount, cost)

    costs = LineDraft("x", quantity, cost).total_minor
    assert line.margin_minor is not None
    assert abs(line.total_minor - costs - line.margin_minor) <= 1
