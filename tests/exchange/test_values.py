"""Cells as other programs write them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pritok.exchange.values import (
    duration_reader,
    moment_reader,
    money_reader,
    read_day,
    read_integer,
    read_text,
)

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  a \n b ", "a b"),
        (5805028000030850048.0, "5805028000030850048"),
        (6.0, "6"),
        (2.5, "2.5"),
        (False, "FALSE"),
        (None, ""),
        ("a\u200b\x00b", "a\u200bb"),
    ],
)
def test_text_is_what_the_program_shows(cell: Any, text: str) -> None:
    assert read_text(cell) == text


@pytest.mark.parametrize("cell", ["#REF!", " #N/A ", "#DIV/0!"])
def test_a_spreadsheet_error_is_no_text(cell: str) -> None:
    with pytest.raises(ValueError, match="spreadsheet error"):
        read_text(cell)


@pytest.mark.parametrize(
    ("cell", "minor"),
    [
        ("11000", 1_100_000),
        (11000.0, 1_100_000),
        ("€ 2.900,00", 290_000),
        ("€ 11398,00", 1_139_800),
        ("$1,234,567", 123_456_700),
        ("11 000,5", 1_100_050),
        (0.01, 1),
    ],
)
def test_money_is_read_into_minor_units(cell: Any, minor: int) -> None:
    assert money_reader("EUR")(cell) == minor


@pytest.mark.parametrize("cell", ["", "much", "-5", -5.0, True, "1e30", float("nan")])
def test_what_is_no_amount_is_refused(cell: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any sentence will do here.
        money_reader("EUR")(cell)


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("00:26:43", 1603),
        ("1 day, 20:55:36", 161_736),
        ("56 days, 19:01:59", 4_906_919),
        (time(0, 26, 43), 1603),
        (timedelta(days=2, seconds=1046), 173_846),
        ("15", 15),
    ],
)
def test_a_duration_is_read_into_seconds(cell: Any, seconds: int) -> None:
    assert duration_reader("seconds")(cell) == seconds


def test_a_plain_number_is_a_duration_of_the_unit() -> None:
    assert duration_reader("minutes")("1,5") == 90


@pytest.mark.parametrize("cell", ["soon", "-3", "::"])
def test_what_is_no_duration_is_refused(cell: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any sentence will do here.
        duration_reader("seconds")(cell)


@pytest.mark.parametrize(
    ("cell", "utc"),
    [
        ("21.06.2024 15:30", datetime(2024, 6, 21, 13, 30, tzinfo=UTC)),
        ("21.01.2024 15:30:10", datetime(2024, 1, 21, 14, 30, 10, tzinfo=UTC)),
        ("2024-06-21", datetime(2024, 6, 21, 10, 0, tzinfo=UTC)),
        ("2024-06-21T15:30:00Z", datetime(2024, 6, 21, 15, 30, tzinfo=UTC)),
        (date(2024, 6, 21), datetime(2024, 6, 21, 10, 0, tzinfo=UTC)),
        (datetime(2024, 6, 21, 15, 30), datetime(2024, 6, 21, 13, 30, tzinfo=UTC)),  # noqa: DTZ001
    ],
)
def test_a_moment_without_a_zone_is_in_the_zone_of_the_map(cell: Any, utc: datetime) -> None:
    assert moment_reader(BERLIN, [], "12:00")(cell) == utc


def test_only_the_formats_of_the_map_are_tried() -> None:
    read = moment_reader(BERLIN, ["%m/%d/%Y"], "00:00")

    assert read("06/21/2024") == datetime(2024, 6, 20, 22, tzinfo=UTC)
    with pytest.raises(ValueError, match="%m/%d/%Y"):
        read("21.06.2024")


@pytest.mark.parametrize("cell", ["31.02.2024", "1900-01-01", "9999-01-01", 45000, "не закрыта"])
def test_an_impossible_date_is_refused(cell: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any sentence will do here.
        read_day([])(cell)


@pytest.mark.parametrize("cell", ["1.5", True, "inf", "x"])
def test_what_is_no_whole_number_is_refused(cell: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any sentence will do here.
        read_integer(cell)
