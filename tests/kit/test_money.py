"""Money: whole minor units, read from what people write."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pritok.kit.money import MAX_MINOR, parse_text, share, to_major, to_minor

amounts = st.integers(-MAX_MINOR, MAX_MINOR)
currencies = st.sampled_from(["RUB", "EUR", "JPY", "KWD"])


@given(amounts, currencies)
def test_major_and_back_is_the_same_amount(minor: int, currency: str) -> None:
    assert to_minor(to_major(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("major", "currency", "minor"),
    [
        ("0.005", "RUB", 1),
        (1499.9, "RUB", 149_990),
        (0.1 + 0.2, "RUB", 30),
        ("-0.005", "RUB", -1),
        (7, "JPY", 7),
        ("1.2345", "KWD", 1235),
        (Decimal("1E+3"), "EUR", 100_000),
    ],
)
def test_rounding_is_half_up_in_the_digits_of_the_currency(
    major: Decimal | float | str, currency: str, minor: int
) -> None:
    assert to_minor(major, currency) == minor


@pytest.mark.parametrize("major", ["", "abc", "NaN", "Infinity", "1e30", float("inf"), "--5"])
def test_what_is_no_amount_is_refused(major: float | str) -> None:
    with pytest.raises(ValueError, match="amount"):
        to_minor(major, "RUB")


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("€ 2.900,00", 290_000),
        ("11 000", 1_100_000),
        ("1,234.50", 123_450),
        ("1.234.567,8 ₽", 123_456_780),
        ("1\u202f234,5", 123_450),
        ("-5", -500),
        (",5", 50),
        ("12.345", 1_234_500),
        ("1,000", 100_000),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_exports_write_them(text: str, minor: int) -> None:
    assert parse_text(text, "RUB") == minor


@pytest.mark.parametrize("text", ["", "free", "€", "-", "1-2", ".", "5-"])
def test_text_without_an_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_text(text, "RUB")


@given(
    st.integers(0, MAX_MINOR), st.sampled_from([(" ", ","), (".", ","), (",", "."), ("\xa0", ",")])
)
def test_every_way_of_grouping_reads_the_same(minor: int, marks: tuple[str, str]) -> None:
    group, point = marks
    whole, cents = divmod(minor, 100)
    written = f"{whole:,}".replace(",", group) + f"{point}{cents:02}"

    assert parse_text(f"{written} ₽", "RUB") == minor


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_exact_to_half_a_unit(minor: int, part: int, whole: int) -> None:
    assert abs(share(minor, part, whole) * whole - minor * part) * 2 <= whole
    assert share(minor, part, 0) == 0
