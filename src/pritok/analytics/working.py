"""The organisation's working time as the mirror uses it: an index over decades, and when it has to be rebuilt."""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import numpy.typing as npt

from pritok.accounts import queries
from pritok.kit.errors import Unavailable
from pritok.kit.working_time import WorkingCalendar, WorkingIndex, parse_week

_SINCE, _UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)


class Calendar(msgspec.Struct, frozen=True):
    """The calendar as plain values, comparable and storable."""

    zone: str
    week: dict[str, list[list[str]]]
    holidays: list[date]


def current() -> Calendar:
    """Return the organisation's calendar; one without working time before the first-run set-up."""
    try:
        calendar = queries.calendar()
    except Unavailable:
        return Calendar("UTC", {}, [])
    week = {
        str(day): [[start.isoformat(), end.isoformat()] for start, end in intervals]
        for day, intervals in calendar.week.items()
    }
    return Calendar(str(calendar.zone), week, sorted(calendar.holidays))


def write(calendar: Calendar) -> str:
    return msgspec.json.encode(calendar, order="deterministic").decode()


def is_same_past(one: str, other: str, today: date) -> bool:
    """Say whether two written calendars agree on all time up to today: finished stretches then agree too."""
    if one == other:
        return True
    return _past(one, today) == _past(other, today)


@lru_cache(maxsize=4)
def index(written: str) -> WorkingIndex:
    """Return cumulative working seconds under this calendar."""
    calendar = msgspec.json.decode(written, type=Calendar)
    days = WorkingCalendar(
        ZoneInfo(calendar.zone), parse_week(calendar.week), frozenset(calendar.holidays)
    )
    return WorkingIndex(days, _SINCE, _UNTIL)


def at_many(written: str, moments: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return what `index(written).at` gives for each Unix second, shape (n,)."""
    lines = np.array(index(written).lines(), dtype=np.int64).reshape(-1, 3)
    if not len(lines):
        return np.zeros(len(moments), dtype=np.int64)
    place = np.searchsorted(lines[:, 0], moments, side="right") - 1
    return np.where(place < 0, 0, np.minimum(moments + lines[place, 1], lines[place, 2]))


def _past(written: str, today: date) -> Calendar:
    calendar = msgspec.json.decode(written, type=Calendar)
    return msgspec.structs.replace(
        calendar, holidays=[day for day in calendar.holidays if day <= today]
    )
