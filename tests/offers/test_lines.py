"""Sums of offers against a slow reference in fractions: exact, half up per line, and they add up."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pritok.offers.lines import (
    OfferLine,
    chosen,
    margin_of,
    read,
    stored,
    sums_of,
    sums_of_line,
    vat_by_rate,
)

# A busy machine draws slowly now and then, which says nothing about sums.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def a_line(key: int = 1, **changes: object) -> OfferLine:
    values = {"name": "x", "quantity_milli": 1_000, "price_minor": 10_000, **changes}
    return OfferLine(key, **values)  # type: ignore[arg-type]


@st.composite
def lines(draw: st.DrawFn) -> OfferLine:
    price = draw(st.integers(0, 10**9))
    return OfferLine(
        key=draw(st.integers(1, 1000)),
        name="x",
        quantity_milli=draw(st.integers(1, 10**6)),
        price_minor=price,
        discount_minor=draw(st.integers(0, price)),
        cost_minor=draw(st.none() | st.integers(0, 10**9)),
        is_optional=draw(st.booleans()),
        vat_bp=draw(
            st.none() | st.sampled_from([0, 500, 700, 1000, 2000, 2200]) | st.integers(0, 10_000)
        ),
    )


def half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def slow(line: OfferLine, *, included: bool) -> tuple[int, int]:
    """Return (net, tax) with schoolbook fractions."""
    price = half_up(Fraction(line.price_minor - line.discount_minor) * line.quantity_milli / 1000)
    if line.vat_bp is None:
        return price, 0
    rate = Fraction(line.vat_bp, 10_000)
    if included:
        tax = half_up(price * rate / (1 + rate))
        return price - tax, tax
    return price, half_up(price * rate)


@patient
@given(st.lists(lines(), max_size=12), st.booleans())
def test_totals_are_the_sums_of_rounded_lines(many: list[OfferLine], included: bool) -> None:
    sums = sums_of(many, is_vat_included=included)

    expected = [slow(line, included=included) for line in many]
    assert sums.net_minor == sum(net for net, _ in expected)
    assert sums.vat_minor == sum(tax for _, tax in expected)
    shown = [sums_of_line(line, is_vat_included=included).total_minor for line in many]
    assert sums.total_minor == sum(shown) == sums.net_minor + sums.vat_minor
    assert sum(vat_by_rate(many, is_vat_included=included).values()) == sums.vat_minor


@patient
@given(st.lists(lines(), max_size=8))
def test_with_tax_included_the_client_pays_what_the_lines_say(many: list[OfferLine]) -> None:
    assert sums_of(many, is_vat_included=True).total_minor == sum(x.sold.total_minor for x in many)


@patient
@given(st.lists(lines(), max_size=8), st.booleans())
def test_lines_come_back_from_storage_as_they_were(many: list[OfferLine], included: bool) -> None:
    again = read(stored(many))

    assert again == many
    assert margin_of(again, is_vat_included=included) == margin_of(many, is_vat_included=included)


@pytest.mark.parametrize(("included", "net", "vat"), [(True, 83_33, 16_67), (False, 100_00, 20_00)])
def test_a_hundred_roubles_with_twenty_percent(included: bool, net: int, vat: int) -> None:
    sums = sums_of_line(a_line(vat_bp=2_000), is_vat_included=included)

    assert (sums.net_minor, sums.vat_minor) == (net, vat)


def test_only_ticked_options_are_bought() -> None:
    must, may, might = a_line(1), a_line(2, is_optional=True), a_line(3, is_optional=True)

    assert chosen([must, may, might]) == [must]
    assert chosen([must, may, might], {3}) == [must, might]


def test_margin_is_without_tax_and_knows_no_cost_from_nothing() -> None:
    known = a_line(1, price_minor=12_000, cost_minor=6_000, vat_bp=2_000, quantity_milli=2_000)

    assert margin_of([known, a_line(2)], is_vat_included=True) == (8_000, 20_000)
    assert margin_of([a_line(2)], is_vat_included=True) is None
