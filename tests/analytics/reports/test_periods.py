"""Local days, weeks and months in SQL, against the time-zone database, with summer time and odd offsets."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest

from pritok.analytics.reports.periods import (
    Grain,
    day_of,
    day_sql,
    end_of,
    offsets,
    period_sql,
    starts_at,
)  # fmt: skip

GRAINS: tuple[Grain, ...] = ("day", "week", "month")
ZONES = ["Europe/Moscow", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]
SINCE = int(datetime(2019, 1, 1, tzinfo=UTC).timestamp())
UNTIL = int(datetime(2027, 1, 1, tzinfo=UTC).timestamp())


@pytest.mark.parametrize("name", ZONES)
def test_sql_days_are_those_of_the_zone(name: str) -> None:
    zone = ZoneInfo(name)
    # Every 7 h 13 min for eight years: all hours of all days of the year, all changes of summer time.
    moments = list(range(SINCE, UNTIL, 7 * 3600 + 13 * 60))
    day = day_sql("moment", zone, SINCE, UNTIL)
    fields = [duckdb.SQLExpression(period_sql(day, grain)) for grain in GRAINS]

    relation = duckdb.sql("select unnest($1) as moment", params=[moments])
    assert relation is not None
    found = relation.select(*fields).fetchall()

    for moment, numbers in zip(moments, found, strict=True):
        local = datetime.fromtimestamp(moment, UTC).astimezone(zone).date()
        monday = local - timedelta(days=local.weekday())
        assert [day_of(n) for n in numbers] == [local, monday, local.replace(day=1)]


def test_an_offset_changes_at_its_very_second() -> None:
    new_york = ZoneInfo("America/New_York")
    spring = int(datetime(2026, 3, 8, 7, tzinfo=UTC).timestamp())

    known = dict(offsets(new_york, spring - 86_400, spring + 86_400))

    assert known[spring] == -4 * 3600


@pytest.mark.parametrize(
    ("grain", "first", "end"),
    [
        ("day", date(2026, 2, 28), date(2026, 3, 1)),
        ("week", date(2026, 12, 28), date(2027, 1, 4)),
        ("month", date(2026, 12, 1), date(2027, 1, 1)),
    ],
)
def test_a_period_ends_where_the_next_begins(grain: Grain, first: date, end: date) -> None:
    assert end_of(first, grain) == end


def test_a_day_begins_at_local_midnight_on_both_sides_of_summer_time() -> None:
    zone = ZoneInfo("Europe/Berlin")

    length = starts_at(date(2026, 3, 30), zone) - starts_at(date(2026, 3, 29), zone)

    assert length == 23 * 3600
