"""When things happen: more requests on Tuesdays than on Sundays, more in autumn, work only in working time.

All times are Unix seconds as floats: a million stories do a hundred million sums.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random

from pritok.kit.working_time import WorkingCalendar

_WEEKDAYS = (1.18, 1.12, 1.05, 1.0, 0.92, 0.52, 0.46)
_MONTHS = (0.72, 0.82, 1.0, 1.08, 1.06, 0.98, 0.96, 1.05, 1.22, 1.2, 1.0, 0.78)
_HOURS = (2, 1, 1, 1, 1, 2, 4, 8, 14, 22, 27, 27, 24, 24, 25, 24, 22, 20, 18, 17, 15, 12, 8, 4)
_HOLIDAY = 0.35
# A company that does something right grows.
_GROWTH_A_YEAR = 0.3
DAY_S = 86_400


@dataclass(frozen=True)
class Arrivals:
    """The days of the history with their cumulative weights; `at()` spreads N requests over them."""

    days: Sequence[float]
    weights: Sequence[float]
    until: float

    @classmethod
    def plan(cls, calendar: WorkingCalendar, since: date, until: datetime) -> "Arrivals":
        """Weigh every day from `since` to the moment `until`, whose own day has only just passed in part."""
        days, weights = [], []
        last = until.astimezone(calendar.zone)
        day = since
        while day <= last.date():
            begins = datetime(day.year, day.month, day.day, tzinfo=calendar.zone)
            weight = _WEEKDAYS[day.weekday()] * _MONTHS[day.month - 1]
            weight *= _HOLIDAY if day in calendar.holidays else 1.0
            weight *= 1 + _GROWTH_A_YEAR * (day - since).days / 365
            if day == last.date():
                weight *= sum(_HOURS[: last.hour]) / sum(_HOURS)
            days.append(begins.timestamp())
            weights.append(weight)
            day += timedelta(days=1)
        return cls(days, list(accumulate(weights)), until.timestamp())

    def at(self, place: int, total: int, rng: Random) -> float:
        """Return when the `place`-th of `total` requests comes; places in order come nearly in order."""
        wanted = (place + rng.random()) / total * self.weights[-1]
        day = min(bisect_right(self.weights, wanted), len(self.days) - 1)
        while True:
            hour = bisect_right(_HOURS_SUM, rng.random() * _HOURS_SUM[-1])
            at = self.days[day] + hour * 3600 + rng.random() * 3600
            if at < self.until:
                return at
            if self.days[day] + 3600 > self.until:
                return self.until - rng.random() * 3600


_HOURS_SUM = list(accumulate(_HOURS))


@dataclass(frozen=True)
class Clock:
    """Working time as one line without gaps: `later()` moves along it, quickly and without a database."""

    opens: Sequence[float]
    closes: Sequence[float]
    before: Sequence[float]

    @classmethod
    def of(cls, calendar: WorkingCalendar, since: datetime, until: datetime) -> "Clock":
        opens, closes, before = [], [], []
        total, cursor = 0.0, since
        while cursor < until:
            span = next(calendar.spans(cursor), None)
            if span is None:
                break
            opens.append(span[0].timestamp())
            closes.append(span[1].timestamp())
            before.append(total)
            total += closes[-1] - opens[-1]
            cursor = span[1]
        return cls(opens, closes, before)

    def later(self, at: float, seconds: float) -> float:
        """Return the moment `seconds` of working time after `at`; always a moment at which people work."""
        place = bisect_right(self.opens, at) - 1
        done = 0.0
        if place >= 0:
            done = self.before[place] + min(at, self.closes[place]) - self.opens[place]
        target = done + seconds
        place = max(bisect_right(self.before, target) - 1, 0)
        return self.opens[place] + target - self.before[place]


def moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
