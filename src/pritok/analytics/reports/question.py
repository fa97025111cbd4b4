"""A report's question: period, filters, grouping and the ways of counting, with everything already checked."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pritok.analytics.dimensions import BY_KEY, NONE, Parameters, written_value
from pritok.analytics.reports.periods import Grain, day_of, end_of, starts_at
from pritok.analytics.reports.steps import Credit, Mode
from pritok.kit.errors import Invalid

Basis = Literal["first_contact", "step"]
# What a database key stands for in a dimension that is mapped at query time.
Mapping_ = Mapping[int, int | None]


@dataclass(frozen=True)
class Limits:
    """What the company set by hand, as reports need it; working seconds.

    `forgotten` holds (deal type, stage, limit), None = any, the most exact one rules; `stages` a limit per stage, for
    those that have one. `least_sample` is how much a row must count to be ranked.
    """

    working_day_s: int = 8 * 3600
    forgotten_s: int = 3 * 8 * 3600
    forgotten: tuple[tuple[int | None, int | None, int], ...] = ()
    stages: tuple[tuple[int, int], ...] = ()
    least_sample: int = 10


@dataclass(frozen=True)
class Question:
    """Times are Unix seconds, `[since, until)`. `filters` holds keys, 0 = none; `maps` person → team and
    product → category. `basis` says which moment the period speaks of: first contact, or entering the step.
    `currency` is the organisation's: amounts in others are not added up with it."""

    zone: ZoneInfo
    now: int
    since: int | None = None
    until: int | None = None
    group_by: tuple[str, ...] = ("manager",)
    filters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    mode: Mode = "reached"
    credit: Credit = "at_time"
    basis: Basis = "first_contact"
    grain: Grain = "month"
    step_from: int | None = None
    step_to: int | Literal["won"] | None = None
    maps: Mapping[str, Mapping_] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    currency: str = "RUB"
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> Hashable:
        """The whole question as one hashable value: equal keys have equal answers on equal data."""
        maps = tuple((name, frozenset(found.items())) for name, found in self.maps.items())
        asked = tuple(self.as_query())
        return (
            self.now,
            self.zone.key,
            self.group_by,
            self.grain,
            asked,
            maps,
            self.limits,
            self.currency,
        )

    def condition(
        self,
        keys: tuple[str, ...],
        parameters: Parameters,
        columns: Mapping[str, str] | None = None,
    ) -> str:
        """Return the filters on these dimensions as one SQL condition; `columns` overrides their expressions."""
        parts = []
        for key in keys:
            if key in self.filters:
                source = BY_KEY[key].source
                column = (columns or {}).get(source, BY_KEY[source].sql)
                parts.append(parameters.is_in(column, self._source_values(key)))
        return " and ".join(parts) or "true"

    def people(self) -> tuple[int, ...]:
        """Return the managers the filters single out, by name or by team."""
        return tuple(
            source
            for key in ("manager", "team")
            if key in self.filters
            for source in self._source_values(key)
            if source != NONE
        )

    def within(self, moment: str, parameters: Parameters) -> list[str]:
        """Return the conditions that `moment` lies in the period."""
        bounds = ((">=", self.since), ("<", self.until))
        return [f"{moment} {sign} {parameters.add(at)}" for sign, at in bounds if at is not None]

    def before(self, how: Literal["previous", "year"]) -> "Question | None":
        """Return the same question about the period of the same length just before, or a year earlier.

        None where the period is open to the past. A calendar month is compared with the whole month before.
        """
        if self.since is None:
            return None
        until = self.now if self.until is None else self.until
        since, end = self._local(self.since), self._local(until)
        if how == "year":
            earlier = (_years_back(since), _years_back(end))
        elif since.day == 1 and end.day == 1 and since < end:
            months = (end.year - since.year) * 12 + end.month - since.month
            earlier = (_months_back(since, months), since)
        elif starts_at(since, self.zone) == self.since and starts_at(end, self.zone) == until:
            earlier = (since - (end - since), since)
        else:
            return replace(self, since=self.since - (until - self.since), until=self.since)
        return replace(
            self, since=starts_at(earlier[0], self.zone), until=starts_at(earlier[1], self.zone)
        )

    def mapped(self, key: str, source_value: int) -> int:
        """Return the value of dimension `key` for a value of the dimension the database grouped by."""
        if not BY_KEY[key].over:
            return source_value
        return self.maps[key].get(source_value) or NONE

    def _source_values(self, key: str) -> tuple[int, ...]:
        wanted = self.filters[key]
        if not BY_KEY[key].over:
            return wanted
        found = [source for source, value in self.maps[key].items() if (value or NONE) in wanted]
        return (*found, NONE) if NONE in wanted else tuple(found)

    def of_row(self, values: Mapping[str, int]) -> "Question":
        """Return the question about one row of the answer: its values become filters, its period the period."""
        since, until = self._period_of(values)
        return replace(self, filters=self._filters_of(values), since=since, until=until)

    def of_step(self, start: int | None, end: int | Literal["won"] | None) -> "Question":
        """Return the same question about another step."""
        return replace(self, step_from=start, step_to=end)

    def as_query(self, row: Mapping[str, int] | None = None) -> list[tuple[str, str]]:
        """Return the query parameters that ask this again, or ask about one row; grouping is left out.

        Names and values are of letters, digits and signs that an address may hold as they are.
        """
        since, until = self._period_of(row or {})
        pairs: list[tuple[str, str]] = []
        if since is not None:
            pairs.append(("from", self._written(since)))
        if until is not None:
            pairs.append(("to", self._written(until)))
        for key, values in self._filters_of(row or {}).items():
            pairs += [(key, written_value(key, value)) for value in values]
        pairs += [(name, value) for name, value, usual in self._choices() if value != usual]
        pairs += list(self.options.items())
        if self.step_from is not None:
            pairs.append(("step_from", str(self.step_from)))
        if self.step_to is not None:
            pairs.append(("step_to", str(self.step_to)))
        return pairs

    def _choices(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("mode", self.mode, "reached"),
            ("credit", self.credit, "at_time"),
            ("by", self.basis, "first_contact"),
        )

    def _filters_of(self, row: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
        own = {key: (value,) for key, value in row.items() if key != "period"}
        return {**self.filters, **own}

    def _period_of(self, row: Mapping[str, int]) -> tuple[int | None, int | None]:
        if "period" not in row:
            return self.since, self.until
        first = day_of(row["period"])
        since = starts_at(first, self.zone)
        until = starts_at(end_of(first, self.grain), self.zone)
        return (
            since if self.since is None else max(since, self.since),
            until if self.until is None else min(until, self.until),
        )

    def _local(self, at: int) -> date:
        return datetime.fromtimestamp(at, UTC).astimezone(self.zone).date()

    def _written(self, at: int) -> str:
        local = self._local(at)
        if starts_at(local, self.zone) == at:
            return local.isoformat()
        return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _months_back(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def _years_back(day: date) -> date:
    # The 29th of February has no day of its own a year earlier.
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def read_moment(written: str, zone: ZoneInfo, name: str) -> int:
    """Read a day (its beginning in the organisation's zone) or an ISO time with an offset, as a Unix second."""
    try:
        is_day = len(written) == 10
        moment = starts_at(date.fromisoformat(written), zone) if is_day else _instant(written)
    except (ValueError, OverflowError):
        message = "Expected a day like 2026-01-31, or a time with an offset."
        raise Invalid("The period is not valid.", fields={name: message}) from None
    if not 0 <= moment < 7_258_118_400:
        raise Invalid("The period is not valid.", fields={name: "Between 1970 and 2200."})
    return moment


def _instant(written: str) -> int:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError("a time without an offset")
    return int(moment.timestamp() // 1)
