"""Working time against a slow clock that looks at every minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pritok.kit.working_time import WorkingCalendar, WorkingIndex, parse_week

SHIFTS = [(time(9), time(13)), (time(14), time(18))]
NIGHT = [(time(0), time(2)), (time(22), time(0))]
# Berlin: clocks jump on 29 March and fall back on 25 October 2026, both Sundays.
BERLIN = ZoneInfo("Europe/Berlin")
WEEKS = {
    "office": dict.fromkeys(range(5), SHIFTS),
    "nights": dict.fromkeys(range(7), NIGHT),
    "weekend": {5: [(time(10), time(0))], 6: [(time(1), time(4))]},
}


def calendar(week: str, *holidays: date, zone: ZoneInfo = BERLIN) -> WorkingCalendar:
    return WorkingCalendar(zone, WEEKS[week], frozenset(holidays))


def is_working_slowly(at: datetime, rules: WorkingCalendar) -> bool:
    """Ask the wall clock of that place alone."""
    local = at.astimezone(rules.zone)
    if local.date() in rules.holidays:
        return False
    now = local.time().replace(tzinfo=None)
    spans = rules.week.get(local.weekday(), ())
    return any(start <= now and (end == time(0) or now < end) for start, end in spans)


def seconds_slowly(start: datetime, end: datetime, rules: WorkingCalendar) -> int:
    minutes = int((end - start).total_seconds()) // 60
    return 60 * sum(is_working_slowly(start + timedelta(minutes=n), rules) for n in range(minutes))


# Around both changes of the clock, where mistakes live; whole minutes.
starts = st.builds(
    lambda day, minute: day + timedelta(minutes=minute),
    st.sampled_from([datetime(2026, m, d, tzinfo=UTC) for m, d in [(3, 26), (10, 22), (12, 30)]]),
    st.integers(0, 4 * 24 * 60),
)


@settings(max_examples=60, deadline=None)
@given(starts, st.integers(0, 4 * 24 * 60), st.sampled_from(sorted(WEEKS)))
def test_it_counts_what_a_clock_counts_minute_by_minute(
    start: datetime, minutes: int, week: str
) -> None:
    rules = calendar(week, date(2026, 3, 27), date(2026, 12, 31))
    end = start + timedelta(minutes=minutes)

    assert rules.seconds_between(start, end) == seconds_slowly(start, end, rules)
    assert rules.is_working(start) == is_working_slowly(start, rules)


@settings(max_examples=60, deadline=None)
@given(starts, st.integers(1, 60 * 60 * 20), st.sampled_from(sorted(WEEKS)))
def test_adding_and_counting_are_each_others_reverse(
    start: datetime, seconds: int, week: str
) -> None:
    rules = calendar(week)

    end = rules.add(start, seconds)

    assert rules.seconds_between(start, end) == seconds
    assert rules.seconds_between(start, end - timedelta(seconds=1)) == seconds - 1


@settings(max_examples=40, deadline=None)
@given(starts, st.integers(0, 4 * 24 * 60), st.sampled_from(sorted(WEEKS)))
def test_the_index_for_millions_counts_the_same(start: datetime, minutes: int, week: str) -> None:
    rules = calendar(week)
    end = start + timedelta(minutes=minutes)
    since = start - timedelta(days=3)
    index = WorkingIndex(rules, since, end + timedelta(days=3))

    counted = index.at(int(end.timestamp())) - index.at(int(start.timestamp()))

    assert counted == rules.seconds_between(start, end)


def test_lunch_evening_and_weekend_do_not_count() -> None:
    friday = datetime(2026, 6, 5, 12, 30, tzinfo=BERLIN)
    monday = datetime(2026, 6, 8, 9, 10, tzinfo=BERLIN)

    assert calendar("office").seconds_between(friday, monday) == (30 + 240 + 10) * 60


def test_a_promise_made_on_friday_evening_is_due_on_monday() -> None:
    friday = datetime(2026, 6, 5, 17, 50, tzinfo=BERLIN)

    due = calendar("office").add(friday, 15 * 60)

    assert due == datetime(2026, 6, 8, 9, 5, tzinfo=BERLIN)


def test_backwards_is_nothing_and_without_any_work_the_wall_clock_rules() -> None:
    start = datetime(2026, 6, 5, tzinfo=UTC)
    idle = WorkingCalendar(BERLIN, {})

    assert calendar("office").seconds_between(start, start - timedelta(days=1)) == 0
    assert idle.add(start, 60) == start + timedelta(seconds=60)
    assert not idle.is_working(start)


def test_a_week_is_read_as_the_api_writes_it() -> None:
    week = parse_week({"0": [["09:00", "13:00"], ["14:00", "18:00"]], "6": []})

    assert week == {0: SHIFTS, 6: []}


@pytest.mark.parametrize(
    "week",
    [
        {"7": [["09:00", "18:00"]]},
        {"x": []},
        {"0": [["9", "18"]]},
        {"0": [["25:00", "26:00"]]},
    ],
)
def test_a_week_that_is_none_is_refused(week: dict[str, list[list[str]]]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_week(week)


@pytest.mark.parametrize(
    "spans",
    [
        [(time(9), time(13)), (time(12), time(18))],
        [(time(14), time(18)), (time(9), time(13))],
        [(time(9), time(9))],
    ],
)
def test_intervals_of_a_day_neither_overlap_nor_turn_back(spans: list[tuple[time, time]]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        WorkingCalendar(BERLIN, {0: spans})
