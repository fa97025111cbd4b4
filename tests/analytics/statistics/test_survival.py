"""Kaplan–Meier against lifelines, an exact reading of its definition, and its promise in a simulation."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from pritok.analytics.statistics.survival import (
    kaplan_meier,
    kaplan_meier_of_counts,
)

VISITS = st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=60)


def exact_curve(visits: list[tuple[int, bool]]) -> dict[int, Fraction]:
    staying, curve = Fraction(1), {}
    for time in sorted({time for time, ended in visits if ended}):
        at_risk = sum(1 for other, _ in visits if other >= time)
        staying *= 1 - Fraction(sum(1 for visit in visits if visit == (time, True)), at_risk)
        curve[time] = staying
    return curve


def exact_quantile(visits: list[tuple[int, bool]], share: Fraction) -> int | None:
    return next((time for time, left in exact_curve(visits).items() if left <= 1 - share), None)


@settings(deadline=None)
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


@settings(deadline=None)
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
