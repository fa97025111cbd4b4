"""Control limits by hand, their width under over-dispersion, and how rarely they cry wolf."""

import numpy as np
import pytest

from pritok.analytics.statistics.trends import control_chart


def weeks_of(seed: int, series: int = 400, spread: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    totals = random.integers(50, 400, 26)
    logit = np.log(random.uniform(0.02, 0.3, series))[:, None]
    chance = 1 / (1 + np.exp(-(logit + random.normal(0, spread, (series, 26)))))
    return random.binomial(totals, chance), totals


def test_limits_are_three_sigma_around_the_weeks_before() -> None:
    counts = [[20] * 12 + [60]]

    found = control_chart(counts, [100] * 13)

    reach = 3 * (0.2 * 0.8 / 100) ** 0.5
    assert (found.centre[0], found.widening[0]) == (0.2, 1.0)
    assert found.low[0] == pytest.approx(0.2 - reach)
    assert found.high[0] == pytest.approx(0.2 + reach)
    assert found.alert.tolist() == [1]
    assert control_chart([[20] * 12 + [3]], [100] * 13).alert.tolist() == [-1]


def test_widening_is_the_mean_move_of_neighbouring_weeks() -> None:
    # Every week jumps by four standard deviations: 4 ÷ 1.128.
    found = control_chart([[12, 28] * 6 + [20]], [100] * 13)

    assert found.widening[0] == pytest.approx(4 / 1.12838, abs=1e-4)


def test_short_histories_and_empty_weeks_raise_no_alarm() -> None:
    short = control_chart([[1] * 7 + [90]], [100] * 8)
    empty = control_chart([[20] * 12 + [0]], [100] * 12 + [0])

    assert short.alert.tolist() == empty.alert.tolist() == [0]
    assert np.isnan(short.high).all()
    assert np.isnan(empty.share[0, -1])


def test_two_cases_of_a_rare_reason_are_no_alarm() -> None:
    # Two of a reason seen 3 times in 1,200 stand above 3 sigma, yet such weeks come one in forty.
    found = control_chart([[1, 0, 0, 0] * 3 + [2]], [100] * 13)

    assert found.share[0, -1] > found.high[0, -1]
    assert found.alert.tolist() == [0]


@pytest.mark.parametrize("spread", [0.0, 0.3])
def test_quiet_weeks_seldom_alarm_even_when_overdispersed(spread: float) -> None:
    alarms = [abs(control_chart(*weeks_of(seed, spread=spread)).alert).mean() for seed in range(10)]

    assert np.mean(alarms) < 0.015


def test_a_reason_that_doubles_is_noticed() -> None:
    random = np.random.default_rng(4)
    counts = random.binomial(300, 0.1, (200, 26))
    counts[:, -1] = random.binomial(300, 0.2, 200)

    assert (control_chart(counts, [300] * 26).alert == 1).mean() > 0.85


@pytest.mark.parametrize(("counts", "totals"), [([[3]], [2]), ([[1, 2]], [3]), ([1], [1])])
def test_impossible_weeks_are_refused(counts: list[int], totals: list[int]) -> None:
    with pytest.raises(ValueError, match=r"[Cc]ount"):
        control_chart(counts, totals)
