"""Quantiles of many groups at once against exact fractions, one group at a time."""

from collections import Counter
from fractions import Fraction
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pritok.analytics.statistics.groupwise import (
    CENSORED,
    ENDED,
    ENDED_OTHERWISE,
    ranked,
    weighted_quantiles,
)

EXACT = (Fraction(1, 10), Fraction(1, 2), Fraction(4, 5), Fraction(9, 10))
SHARES = [float(share) for share in EXACT]
Thing = tuple[int, int, int]
THINGS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9), st.integers(0, 2)), max_size=80)


def columns(things: list[Thing]) -> tuple[list[int], list[int], list[int]]:
    groups, times, fates = ([thing[part] for thing in things] for part in range(3))
    return groups, times, fates


def exact_shares(things: list[Thing]) -> list[tuple[int, Fraction, Fraction, Fraction]]:
    """Time, share staying after it, shares ended in the one and in the other way by it."""
    staying, shares = Fraction(1), [Fraction(0), Fraction(0)]
    told: list[tuple[int, Fraction, Fraction, Fraction]] = []
    for time in sorted({time for _, time, _ in things}):
        at_risk = sum(1 for _, other, _ in things if other >= time)
        ends = Counter(fate for _, other, fate in things if other == time)
        for fate in (ENDED, ENDED_OTHERWISE):
            shares[fate] += staying * Fraction(ends[fate], at_risk)
        staying *= 1 - Fraction(ends[ENDED] + ends[ENDED_OTHERWISE], at_risk)
        told.append((time, staying, shares[0], shares[1]))
    return told


@settings(deadline=None)
@given(THINGS)
def test_staying_equals_exact_kaplan_meier_of_each_group(things: list[Thing]) -> None:
    found = ranked(*columns(things))

    at = found.staying(SHARES)
    for group in range(found.groups):
        own = [thing for thing in things if thing[0] == group]
        for column, share in enumerate(EXACT):
            reached = [time for time, staying, *_ in exact_shares(own) if staying <= 1 - share]
            value = at[group, column]
            assert (None if np.isnan(value) else value) == next(iter(reached), None)
        assert found.total[group] == len(own)
        assert found.longest[group] == max((time for _, time, _ in own), default=-1)
    assert found.groups == 1 + max((group for group, *_ in things), default=-1)


@settings(deadline=None)
@given(THINGS)
def test_ending_equals_exact_incidence_of_each_group(things: list[Thing]) -> None:
    found = ranked(*columns(things))

    for fate in (ENDED, ENDED_OTHERWISE):
        at = found.ending(fate, SHARES)
        for group in range(found.groups):
            told = exact_shares([thing for thing in things if thing[0] == group])
            final = told[-1][2 + fate] if told else Fraction(0)
            for column, share in enumerate(EXACT):
                reached = [each[0] for each in told if final and each[2 + fate] >= share * final]
                value = at[group, column]
                assert (None if np.isnan(value) else value) == next(iter(reached), None)


@settings(deadline=None)
@given(THINGS)
def test_ended_by_equals_exact_incidence_of_each_group(things: list[Thing]) -> None:
    found = ranked(*columns(things))
    times = range(12)

    for fate in (ENDED, ENDED_OTHERWISE):
        shares = found.ended_by(fate, times)
        for group in range(found.groups):
            own = [thing for thing in things if thing[0] == group]
            told = exact_shares(own)
            for time in times:
                by_then = [each[2 + fate] for each in told if each[0] <= time]
                is_unknown = not told or (time > told[-1][0] and told[-1][1] > 0)
                expected = float("nan") if is_unknown else float((by_then or [Fraction(0)])[-1])
                assert shares[group, time] == pytest.approx(expected, abs=1e-12, nan_ok=True)


@settings(deadline=None)
@given(THINGS)
def test_weights_of_single_ends_give_the_same_quantiles(things: list[Thing]) -> None:
    groups, times, fates = (np.array(column, dtype=int) for column in columns(things))
    found = ranked(groups, times, fates)
    ended = fates == ENDED

    weights = found.weights(groups[ended], times[ended])

    single = weighted_quantiles(groups[ended], times[ended], weights, SHARES)
    together = found.ending(ENDED, SHARES)
    assert set(single) == set(groups[ended].tolist())
    for group, values in single.items():
        assert values == list(together[group])


def test_without_open_things_the_quantile_is_that_of_the_ended() -> None:
    found = ranked([0] * 5, [7, 1, 3, 9, 5], [ENDED, ENDED, ENDED_OTHERWISE, ENDED, ENDED])

    assert found.ending(ENDED, [0.5]) == pytest.approx(np.array([[5.0]]))
    assert found.ending(ENDED_OTHERWISE, [0.5]) == pytest.approx(np.array([[3.0]]))


def test_open_things_make_late_ends_count_for_more() -> None:
    # Of four that were open at 2, nobody knows yet: the ends at 5 and 9 stand for them too.
    times, fates = [1, 1, 1, 2, 2, 2, 2, 5, 9], [ENDED] * 3 + [CENSORED] * 4 + [ENDED] * 2

    found = ranked([0] * 9, times, fates)

    assert found.ending(ENDED, [0.5])[0, 0] == 5
    assert np.quantile([1, 1, 1, 5, 9], 0.5) == 1


@pytest.mark.parametrize(
    ("groups", "times", "fates", "message"),
    [
        ([0], [1, 2], [0], "equally long"),
        ([0], [-1], [0], "below zero"),
        ([-1], [1], [0], "dense"),
        ([2**40], [1], [0], "dense"),
        ([2**21], [2**45], [0], "too long"),
    ],
)
def test_nonsense_is_refused(
    groups: list[int], times: list[int], fates: list[int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        ranked(groups, times, fates)


def test_a_million_things_of_a_thousand_groups_take_less_than_a_second() -> None:
    random = np.random.default_rng(2)
    groups = random.integers(0, 1200, 1_000_000)
    times = random.lognormal(12, 1.5, 1_000_000).astype(np.int64)
    fates = np.where(random.random(1_000_000) < 0.05, CENSORED, ENDED)

    begun = process_time()
    found = ranked(groups, times, fates).staying(SHARES)

    assert process_time() - begun < 1
    assert found.shape == (1200, 4)
    assert not np.isnan(found[:, :3]).any()
