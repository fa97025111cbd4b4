"""Days, weeks and months of the organisation's time zone, in SQL without a time-zone engine."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Grain = Literal["day", "week", "month"]

_DAY_S = 86_400
_EPOCH = date(1970, 1, 1)


Named = Literal[
    "yesterday", "last_week", "last_month", "last_quarter", "this_week", "this_month", "this_quarter", "this_year",
    "days7", "days30", "days90", "all",
]  # fmt: skip


def bounds_of(period: Named, today: date) -> tuple[date | None, date | None]:
    """Return the first day of a named period and the day after its last; None where it is open."""
    monday = today - timedelta(days=today.weekday())
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    tomorrow = today + timedelta(days=1)
    if period.startswith("days"):
        return tomorrow - timedelta(days=int(period.removeprefix("days"))), tomorrow
    return {
        "yesterday": (today - timedelta(days=1), today),
        "last_week": (monday - timedelta(days=7), monday),
        "last_month": ((month - timedelta(days=1)).replace(day=1), month),
        "last_quarter": ((quarter - timedelta(days=80)).replace(day=1), quarter),
        "this_week": (monday, tomorrow),
        "this_month": (month, tomorrow),
        "this_quarter": (quarter, tomorrow),
        "this_year": (year, tomorrow),
        "all": (None, None),
    }[period]


def starts_at(day: date, zone: ZoneInfo) -> int:
    """Return the Unix second at which `day` begins in `zone`."""
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


def offsets(zone: ZoneInfo, since: int, until: int) -> list[tuple[int, int]]:
    """Return (first second, offset from UTC in seconds) for each stretch of equal offset in the range."""
    found = [(since, _offset(zone, since))]
    for midday in range(since, until + _DAY_S, _DAY_S):
        if _offset(zone, midday) != found[-1][1]:
            found.append((_change(zone, midday - _DAY_S, midday), _offset(zone, midday)))
    return found


def day_sql(at: str, zone: ZoneInfo, since: int, until: int) -> str:
    """Return SQL for the local day number (days since 1970) of the Unix second `at`."""
    known = offsets(zone, since, until)
    shift = str(known[0][1])
    if len(known) > 1:
        later = " ".join(
            f"when {at} >= {start:d} then {offset:d}" for start, offset in known[:0:-1]
        )
        shift = f"(case {later} else {known[0][1]:d} end)"
    return f"(({at} + {shift}) // {_DAY_S})"


def iso_sql(at: str) -> str:
    """Return SQL for the Unix second `at` written as ISO 8601 in UTC."""
    return f"strftime(make_timestamp({at} * 1000000), '%Y-%m-%dT%H:%M:%SZ')"


def period_sql(day: str, grain: Grain) -> str:
    """Return SQL for the number of the first day of the period that holds local day `day`."""
    if grain == "day":
        return day
    if grain == "week":  # 1970-01-05 was a Monday
        return f"({day} - (({day} - 4) % 7 + 7) % 7)"
    first = f"date_trunc('month', date '1970-01-01' + ({day})::integer)"
    return f"date_diff('day', date '1970-01-01', {first}::date)"


def day_of(number: int) -> date:
    return _EPOCH + timedelta(days=number)


def end_of(first: date, grain: Grain) -> date:
    """Return the first day after the period that begins with `first`."""
    if grain == "month":
        return (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first + timedelta(days=7 if grain == "week" else 1)


def _offset(zone: ZoneInfo, at: int) -> int:
    offset = datetime.fromtimestamp(at, UTC).astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """Return the first second of the new offset, which begins somewhere between two instants."""
    old = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return after


def days(first: date, last: date) -> Iterator[date]:
    while first < last:
        yield first
        first += timedelta(days=1)
