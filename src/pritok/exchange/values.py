"""Cell to value: text, numbers, money, dates and durations as other people's programs write them.

Every parser takes what a reader gave (text, or the type a spreadsheet keeps) and raises ValueError with a
sentence when it cannot be read.
"""

import math
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from pritok.kit.money import parse_text, to_minor
from pritok.kit.texts import clean

Parser = Callable[[Any], Any]

MAX_TEXT = 2_000
_SHEET_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_EXPONENT = re.compile(r"\d[eE][+-]?\d")
_DURATION = re.compile(r"(?:(\d+) days?,? *)?(?:(\d+):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?")


def read_text(cell: Any) -> str:
    """Return the cell as its program shows it, one line, cleaned; "" for nothing."""
    match cell:
        case None:
            return ""
        case str():
            # Most cells are short plain Latin text, which `clean` would look at letter by letter.
            is_plain = cell.isascii() and cell.isprintable() and len(cell) <= MAX_TEXT
            text = " ".join(cell.split()) if is_plain else clean(cell, limit=MAX_TEXT)
        case bool():
            text = str(cell).upper()
        case float() if cell.is_integer():
            text = str(int(cell))
        case _:
            text = str(cell)
    if text in _SHEET_ERRORS:
        raise ValueError(f"the cell holds the spreadsheet error {text}")
    return text


def read_number(cell: Any) -> Decimal:
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal | str):
        raise ValueError("not a number")
    try:
        number = Decimal(str(cell).replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    if not number.is_finite():
        raise ValueError("not a number")
    return number


def read_integer(cell: Any) -> int:
    number = read_number(cell)
    if number != int(number) or abs(number) > 10**15:
        raise ValueError("not a whole number")
    return int(number)


def money_reader(currency: str) -> Parser:
    """Return a parser of amounts into minor units of `currency`; negative ones are refused."""

    def read(cell: Any) -> int:
        if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal | str):
            raise ValueError("not an amount of money")
        if isinstance(cell, str) and _EXPONENT.search(cell):
            raise ValueError("not an amount of money")
        minor = parse_text(cell, currency) if isinstance(cell, str) else to_minor(cell, currency)
        if minor < 0:
            raise ValueError("a negative amount")
        return minor

    return read


def moment_reader(zone: ZoneInfo, formats: Sequence[str], day_time: str) -> Parser:
    """Return a parser of moments into UTC. Times without a zone are in `zone`; a bare day gets `day_time`."""
    at = time.fromisoformat(day_time)

    def read(cell: Any) -> datetime:
        found = _moment(cell, formats)
        if not isinstance(found, datetime):
            found = datetime.combine(found, at)
        if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
            raise ValueError(f"the year {found.year} is not believable")
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)

    return read


def read_day(formats: Sequence[str]) -> Parser:
    """Return a parser of calendar days."""

    def read(cell: Any) -> date:
        found = _moment(cell, formats)
        day = found.date() if isinstance(found, datetime) else found
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise ValueError(f"the year {day.year} is not believable")
        return day

    return read


def duration_reader(unit: str) -> Parser:
    """Return a parser of durations into seconds: `00:26:43`, `1 day, 20:55:36`, or a number of `unit`."""
    seconds_of_unit = timedelta(**{unit: 1}).total_seconds()

    def read(cell: Any) -> int:
        match cell:
            case timedelta():
                seconds = cell.total_seconds()
            case time():
                seconds = cell.hour * 3600 + cell.minute * 60 + cell.second
            case str() if ":" in cell or "day" in cell:
                seconds = _clock_seconds(cell)
            case _:
                seconds = float(read_number(cell)) * seconds_of_unit
        if seconds < 0 or math.isinf(seconds):
            raise ValueError("not a duration")
        return int(seconds)

    return read


def _clock_seconds(text: str) -> float:
    match = _DURATION.fullmatch(text.strip())
    if not match or not any(match.groups()):
        raise ValueError("not a duration")
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


def _moment(cell: Any, formats: Sequence[str]) -> datetime | date:
    if isinstance(cell, datetime | date):
        return cell
    if not isinstance(cell, str):
        raise ValueError("not a date")
    text = " ".join(cell.split())
    if not formats:
        return _dotted(text) or _iso(text)
    for pattern in formats:
        try:
            # The zone is added by the caller, who knows whether the text had one.
            found = datetime.strptime(text, pattern)  # noqa: DTZ007
        except ValueError:
            continue
        has_time = "%H" in pattern or "%I" in pattern
        return found if has_time else found.date()
    raise ValueError(f"not a date written as {' or '.join(formats)}")


def _dotted(text: str) -> datetime | date | None:
    """Read `21.06.2024 15:30:00` or a part of it; a pattern takes a fifth of the time of `strptime`."""
    match = _DOTTED.fullmatch(text)
    if match is None:
        return None
    day, month, year, *clock = (None if part is None else int(part) for part in match.groups())
    try:
        if clock[0] is None:
            return date(year or 0, month or 0, day or 0)
        naive = datetime(year or 0, month or 0, day or 0, clock[0], clock[1] or 0, clock[2] or 0)  # noqa: DTZ001
    except ValueError:
        raise ValueError("there is no such day") from None
    return naive


def _iso(text: str) -> datetime | date:
    try:
        return (
            date.fromisoformat(text)
            if len(text) == len("2024-06-21")
            else datetime.fromisoformat(text)
        )
    except ValueError:
        raise ValueError("not a date") from None
