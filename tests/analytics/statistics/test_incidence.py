"""Aalen–Johansen against its definition, lifelines, and cases counted by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter

from pritok.analytics.statistics import ADVANCED, CENSORED, LOST, cumulative_incidence
from pritok.analytics.statistics.survival import aalen_johansen, kaplan_meier_of_counts

FATES = st.tuples(*[st.integers(0, 4)] * 4)


def test_incidence_without_censoring_is_the_plain_share() -> None:
    counts = {(0, ADVANCED): 2, (5, ADVANCED): 1, (5, LOST): 3, (30, ADVANCED): 4}

    assert cumulative_incidence(counts, [1, 6, 100]) == pytest.approx([0.2, 0.3, 0.7])


def test_censored_deals_leave_the_risk_set_instead_of_counting_as_failures() -> None:
    # 4 at risk: one advances at 1; one is censored at 2; of the two left one is lost, one advances.
    counts = {(1, ADVANCED): 1, (2, CENSORED): 1, (3, LOST): 1, (4, ADVANCED): 1}

    assert cumulative_incidence(counts, [2, 4, 5]) == pytest.approx([1 / 4, 1 / 4, 1 / 4 + 3 / 8])


def test_a_day_nobody_has_lived_to_see_has_no_share() -> None:
    assert cumulative_incidence({(2, ADVANCED): 1, (3, CENSORED): 5}, [3, 9]) == [
        pytest.approx(1 / 6),
        None,
    ]


def test_no_deals_have_no_share() -> None:
    assert cumulative_incidence({}, [1, 2]) == [None, None]


@settings(deadline=None)
@given(st.lists(FATES, min_size=1, max_size=40))
def test_won_lost_and_staying_sum_to_one(fates: list[tuple[int, int, int, int]]) -> None:
    times, won, lost, censored = zip(*fates, strict=True)

    found = aalen_johansen(times, won, lost, censored)

    assert found.won + found.lost + found.staying == pytest.approx(np.ones(len(found.times)))


@settings(deadline=None)
@given(st.lists(FATES, max_size=40))
def test_staying_is_kaplan_meier_of_either_end(fates: list[tuple[int, int, int, int]]) -> None:
    times, won, lost, censored = ([each[part] for each in fates] for part in range(4))

    found = aalen_johansen(times, won, lost, censored)

    survival = kaplan_meier_of_counts(times, np.add(won, lost), censored)
    for time, staying in zip(found.times, found.staying, strict=True):
        assert staying == pytest.approx(survival.staying_at(time), abs=1e-12)


def test_incidence_equals_lifelines() -> None:
    random = np.random.default_rng(3)
    # Without ties: lifelines moves equal times apart at random.
    times = random.permutation(800) + 1.0
    fate = random.integers(0, 3, 800)
    reference = AalenJohansenFitter(calculate_variance=False).fit(times, fate, event_of_interest=1)
    expected = reference.cumulative_density_["CIF_1"]

    found = aalen_johansen(times, fate == 1, fate == 2, fate == 0)

    for day in (1, 50, 333, 799):
        assert found.won_by(day) == pytest.approx(expected.loc[day], abs=1e-9)


def test_won_by_counts_the_day_itself_and_won_before_does_not() -> None:
    found = aalen_johansen([1, 2, 3], [1, 1, 0], [0, 0, 0], [0, 0, 1])

    known = [found.won_before(2), found.won_by(2), found.won_by(3)]
    assert known == pytest.approx([1 / 3, 2 / 3, 2 / 3])
    assert found.won_by(4) is None
