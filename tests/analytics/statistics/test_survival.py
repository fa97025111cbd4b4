"""Kaplan–Meier against lifelines, an exact reading of its definition, and its promise in a simulation."""

from fractions import Fraction
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from pritok.analytics.statistics.survival import (
    kaplan_meier,
    kaplan_meier_of_counts,
    quantiles_by_group,
)

VISITS = st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=60)
SHARES = (0.5, 0.8, 0.9)


def exact_curve(visits: list[tuple[int, bool]]) -> dict[int, Fraction]:
    staying, curve = Fraction(1), {}
    for time in sorted({time for time, ended in visits if ended}):
        at_risk = sum(1 for other, _ in visits if other >= time)
        staying *= 1 - Fraction(sum(1 for visit in visits if visit == (time, True)), at_risk)
        curve[time] = staying
    return curve


def exact_quantile(visits: list[tuple[int, bool]], share: Fraction) -> int | None:
    return next((time for time, left in exact_curve(visits).items() if left <= 1 - share), None)


@given(VISITS)
def test_curve_and_quantiles_equal_exact_fractions(visits: list[tuple[int, bool]]) -> None:
    times, ended = [time for time, _ in visits], [ended for _, ended in visits]

    found = kaplan_meier(times, ended)

    exact = exact_curve(visits)
    assert list(found.times) == list(exact)
    assert list(found.staying) == pytest.approx([float(left) for left in exact.values()])
    for share in (Fraction(1, 2), Fraction(4, 5), Fraction(9, 10)):
        assert found.quantile(float(share)) == exact_quantile(visits, share)
    assert found.longest == max(times, default=None)


@given(VISITS)
def test_grouped_counts_tell_the_same_as_single_visits(visits: list[tuple[int, bool]]) -> None:
    times, ended = [time for time, _ in visits], np.array([e for _, e in visits], dtype=bool)

    single = kaplan_meier(times, ended)
    counted = kaplan_meier_of_counts(times, ended, ~ended)
    weighted = kaplan_meier(times, ended, weights=np.full(len(times), 2.0))

    for other in (counted, weighted):
        assert list(other.times) == list(single.times)
        assert other.staying == pytest.approx(single.staying)
        assert other.longest == single.longest
    assert (counted.total, weighted.total) == (single.total, 2 * single.total)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9), st.booleans()), max_size=80))
def test_quantiles_of_many_groups_equal_those_of_each(
    visits: list[tuple[int, int, bool]],
) -> None:
    groups, times, ended = ([visit[part] for visit in visits] for part in range(3))

    found = quantiles_by_group(groups, times, ended, SHARES)

    assert list(found.groups) == sorted(set(groups))
    for row, group in enumerate(found.groups):
        own = [(time, ended) for code, time, ended in visits if code == group]
        for column, share in enumerate((Fraction(1, 2), Fraction(4, 5), Fraction(9, 10))):
            value = found.at[row, column]
            assert (None if np.isnan(value) else value) == exact_quantile(own, share)
        assert found.total[row] == len(own)
        assert found.ended[row] == sum(ended for _, ended in own)
        assert found.longest[row] == max(time for time, _ in own)


def test_curve_equals_lifelines() -> None:
    random = np.random.default_rng(5)
    times, ended = random.exponential(10, 3000).round(1), random.random(3000) < 0.7
    weights = random.integers(1, 5, 3000)
    for weight in (None, weights):
        reference = KaplanMeierFitter().fit(times, ended, weights=weight)
        expected = reference.survival_function_["KM_estimate"]

        found = kaplan_meier(times, ended, weight)

        assert [found.staying_at(time) for time in expected.index] == pytest.approx(
            expected.to_numpy(), abs=1e-9
        )
        assert found.median == reference.median_survival_time_


def test_what_was_not_reached_has_no_value_but_a_longest() -> None:
    found = kaplan_meier([5, 9, 45, 45], [True, False, False, False])

    assert (found.quantile(0.2), found.median, found.longest) == (5, None, 45)


def test_picture_keeps_true_corners_only() -> None:
    random = np.random.default_rng(1)
    found = kaplan_meier(random.exponential(10, 20_000), random.random(20_000) < 0.9)

    points = found.points(limit=100)

    assert points[0] == (0.0, 1.0)
    assert len(points) <= 102
    for time, staying in points[1:]:
        assert staying == pytest.approx(found.staying_at(time))
    steps = np.diff([staying for _, staying in points])
    assert (steps <= 0).all()
    assert steps.min() > -0.03


@pytest.mark.parametrize(("times", "ended"), [([-1], [True]), ([1, 2], [True])])
def test_nonsense_is_refused(times: list[int], ended: list[bool]) -> None:
    with pytest.raises(ValueError, match=r"below zero|equally long"):
        kaplan_meier(times, ended)


def test_codes_that_cannot_be_sorted_with_their_durations_are_refused() -> None:
    with pytest.raises(ValueError, match="Group codes"):
        quantiles_by_group([2**40], [2**30], [True], SHARES)


def test_a_million_visits_of_a_thousand_groups_take_less_than_a_second() -> None:
    random = np.random.default_rng(2)
    groups = random.integers(0, 1200, 1_000_000)
    times = random.lognormal(12, 1.5, 1_000_000).astype(np.int64)
    ended = random.random(1_000_000) < 0.95

    begun = process_time()
    found = quantiles_by_group(groups, times, ended, SHARES)

    assert process_time() - begun < 1
    assert len(found.groups) == 1200


def test_median_is_true_where_closed_visits_alone_tell_half_of_it() -> None:
    # 200 deals, seen for up to 45 days since a random day of them; true median 10, P90 36 (statistics, § 6).
    random = np.random.default_rng(7)
    medians, naive = [], []
    for _ in range(300):
        lasts = random.lognormal(np.log(10), 1.0, 200)
        seen = random.uniform(0, 45, 200)
        ended = lasts <= seen
        medians.append(kaplan_meier(np.minimum(lasts, seen), ended).median)
        naive.append(np.median(lasts[ended]))

    known = [median for median in medians if median is not None]
    assert len(known) == 300
    assert np.mean(known) == pytest.approx(10, rel=0.04)
    assert np.mean(naive) < 7.5
