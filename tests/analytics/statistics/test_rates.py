"""Formulas against known values and a slow reading of their definition."""

import pytest

from pritok.analytics.statistics import index, wilson


# The worked examples of Newcombe, Statistics in Medicine 17 (1998), table I, score method without correction.
@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_equals_published_values(
    successes: int, trials: int, low: float, high: float
) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("successes", "trials"), [(1, 1), (4, 10), (50, 100), (813, 1000)])
def test_wilson_ends_lie_just_as_far_as_the_score_test_allows(successes: int, trials: int) -> None:
    interval = wilson(successes, trials)

    assert interval is not None
    for end in interval:
        if end < 1:
            z = abs(successes / trials - end) / (end * (1 - end) / trials) ** 0.5
            assert z == pytest.approx(1.959963984540054)


def test_wilson_of_nothing_is_nothing() -> None:
    assert wilson(0, 0) is None


def test_index_of_nothing_expected_is_nothing() -> None:
    assert (index(3, 0.0), index(3, 2.0)) == (None, 150.0)
