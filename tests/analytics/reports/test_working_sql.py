"""Working seconds in SQL are those of the index the rows were folded with."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pritok.analytics.reports.working_sql import with_working_s
from pritok.analytics.store import IN_MEMORY, Store
from pritok.kit.working_time import WorkingCalendar, WorkingIndex

BERLIN = ZoneInfo("Europe/Berlin")
SINCE, UNTIL = datetime(2025, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
# Around the clock on Sundays, when the clock is put forward and back.
WEEK = {
    **{day: [(time(9), time(13)), (time(14), time(18, 30))] for day in range(5)},
    6: [(time(0), time(0))],
}
HOLIDAYS = frozenset({date(2026, 5, 1), date(2026, 3, 30), date(2025, 12, 25)})
INDEX = WorkingIndex(WorkingCalendar(BERLIN, WEEK, HOLIDAYS), SINCE, UNTIL)
moments = st.one_of(
    st.integers(int(SINCE.timestamp()) - 9_000_000, int(UNTIL.timestamp()) + 9_000_000),
    st.sampled_from([at + off for at, _, _ in INDEX.lines() for off in (-1, 0, 1)]),
    # The ends of the intervals, where the sum stops.
    st.sampled_from([most - shift + off for _, shift, most in INDEX.lines() for off in (-1, 0, 1)]),
)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = Store(IN_MEMORY)
    with store.writing():
        store.write_working_time(INDEX)
    yield store
    store.close()


@given(asked=st.lists(st.one_of(moments, st.none()), min_size=1, max_size=30))
def test_any_moment_has_the_working_seconds_of_the_index(
    store: Store, asked: list[int | None]
) -> None:
    sql = with_working_s("select unnest($1::bigint[]) as moment", {"working_s": "moment"})

    rows = store.cursor().execute(sql, [asked]).fetchall()

    assert sorted(rows, key=str) == sorted(
        [(at, None if at is None else INDEX.at(at)) for at in asked], key=str
    )


def test_the_night_the_clock_is_put_forward_has_an_hour_less(store: Store) -> None:
    day = [int(datetime(2026, 3, number, tzinfo=BERLIN).timestamp()) for number in (29, 30)]
    rows = "select $1::bigint as begins, $2::bigint as ends"
    sql = with_working_s(rows, {"b": "begins", "e": "ends"})

    ((_, _, before, after),) = store.cursor().execute(sql, day).fetchall()

    assert after - before == 23 * 3600
