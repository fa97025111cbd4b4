"""Working time: the organisation's week of intervals, minus holidays, in its own time zone."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Interval = tuple[time, time]

# A calendar without any working interval would otherwise be searched for ever.
_HORIZON_DAYS = 800


@dataclass(frozen=True)
class WorkingCalendar:
    """Working intervals per weekday (Monday = 0), several a day allowed; an end of 00:00 means midnight.

    Raises ValueError when intervals of a day overlap or are not in order.
    """

    zone: ZoneInfo
    week: Mapping[int, Sequence[Interval]]
    holidays: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        for weekday, intervals in self.week.items():
            last = -1
            for start, end in intervals:
                if _minutes(start) < last or _end_minutes(end) <= _minutes(start):
                    raise ValueError(f"intervals of weekday {weekday} overlap or are out of order")
                last = _end_minutes(end)

    def spans(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield working spans in UTC that end after `since`, in order, for at most about two years."""
        day = since.astimezone(self.zone).date()
        for _ in range(_HORIZON_DAYS):
            for start, end in self._day_spans(day):
                if end > since:
                    yield start, end
            day += timedelta(days=1)

    @property
    def mean_day_s(self) -> int:
        """Return how long a working day is on average, in seconds; eight hours where the week is empty."""
        days = [
            60 * sum(_end_minutes(end) - _minutes(start) for start, end in intervals)
            for intervals in self.week.values()
            if intervals
        ]
        return sum(days) // len(days) if days else 8 * 3600

    def seconds_between(self, start: datetime, end: datetime) -> int:
        """Return whole working seconds in `[start, end)`; zero when `end <= start`."""
        total = timedelta()
        if end <= start:
            return 0
        for opens, closes in self.spans(start):
            if opens >= end:
                break
            total += min(closes, end) - max(opens, start)
        return int(total.total_seconds())

    def add(self, start: datetime, seconds: int) -> datetime:
        """Return the instant at which `seconds` of working time have passed since `start`.

        Without any working interval ahead it falls back to wall-clock time.
        """
        left = timedelta(seconds=seconds)
        for opens, closes in self.spans(start):
            begin = max(opens, start)
            if closes - begin >= left:
                return begin + left
            left -= closes - begin
        return start + timedelta(seconds=seconds)

    def is_working(self, at: datetime) -> bool:
        """Say whether `at` falls into a working interval."""
        first = next(self.spans(at), None)
        return first is not None and first[0] <= at < first[1]

    def _day_spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if day in self.holidays:
            return
        for start, end in self.week.get(day.weekday(), ()):
            last = day + timedelta(days=1) if end == time(0) else day
            yield self._utc(day, start), self._utc(last, end)

    def _utc(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)


class WorkingIndex:
    """Cumulative whole working seconds over a range of time, for folding millions of intervals quickly."""

    def __init__(self, calendar: WorkingCalendar, since: datetime, until: datetime) -> None:
        self._starts: list[int] = []
        # Per interval: what to add to an instant within it, and the sum at its end.
        self._lines: list[tuple[int, int]] = []
        total = 0
        cursor = since
        while cursor < until:
            last = cursor
            for opens, closes in calendar.spans(cursor):
                if opens >= until:
                    break
                begins, ends = int(opens.timestamp()), int(closes.timestamp())
                self._starts.append(begins)
                self._lines.append((total - begins, total + ends - begins))
                total += ends - begins
                last = closes
            if last == cursor or last >= until:
                break
            cursor = last

    def at(self, instant_s: int) -> int:
        """Return working seconds from the start of the index up to `instant_s` (Unix seconds)."""
        place = bisect_right(self._starts, instant_s) - 1
        if place < 0:
            return 0
        shift, most = self._lines[place]
        worked = instant_s + shift
        # Called ten times a deal: min() would cost a fifth of all this.
        return worked if worked < most else most  # noqa: FURB136

    def lines(self) -> list[tuple[int, int, int]]:
        """Return the intervals as (begin, shift, most): from `begin` on, the sum is least(instant + shift, most)."""
        return [(begin, *line) for begin, line in zip(self._starts, self._lines, strict=True)]


def parse_week(week: Mapping[str, Sequence[Sequence[str]]]) -> dict[int, list[Interval]]:
    """Read `{"0": [["09:00", "18:00"]], …}` as stored and sent by the API; ValueError on nonsense."""
    parsed: dict[int, list[Interval]] = {}
    for key, intervals in week.items():
        weekday = int(key)
        if not 0 <= weekday <= 6:
            raise ValueError(f"no such weekday: {key}")
        parsed[weekday] = [(time.fromisoformat(a), time.fromisoformat(b)) for a, b in intervals]
    return parsed


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _end_minutes(at: time) -> int:
    return 24 * 60 if at == time(0) else _minutes(at)
