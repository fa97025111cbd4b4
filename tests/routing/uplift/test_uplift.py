"""Estimators against known truth, the self-check against a wrong log, and the sequence against peeking."""

from dataclasses import replace
from math import log, sqrt

import numpy as np
import pytest

from pritok.routing.uplift.estimating import (
    Estimate,
    cross_fitted,
    doubly_robust,
    holdout,
    scores,
    self_checks,
    weighted,
)
from pritok.routing.uplift.verdict import half_width, judge, needed_deals
from tests.routing.uplift.made_up import SHAPE, make_logged

RATE = 0.2


def test_estimators_are_centred_and_their_intervals_cover() -> None:
    misses = dict.fromkeys(("holdout", "weighted", "robust"), 0)
    errors: dict[str, list[float]] = {name: [] for name in misses}
    worlds = 60
    for seed in range(worlds):
        logged, table, truth = make_logged(seed, deals=1500, control=0.3)
        found = {
            "holdout": holdout(logged, RATE),
            "weighted": weighted(logged),
            "robust": doubly_robust(logged, cross_fitted(table, SHAPE, blocks=2)),
        }
        for name, one in found.items():
            low, high = one.interval()
            misses[name] += not low < truth < high
            errors[name].append(one.value - truth)

    for name, missed in misses.items():
        assert missed <= 8, name
        assert abs(np.mean(errors[name])) < 3 * np.std(errors[name]) / sqrt(worlds), name
    assert np.std(errors["robust"]) < 1.1 * np.std(errors["holdout"])


def test_the_log_of_a_sound_company_passes_and_a_wrong_one_does_not() -> None:
    logged, _, _ = make_logged(3)
    wrong = replace(logged, control=logged.control * 2.5)

    assert all(check.is_sound for check in self_checks(logged))
    assert not all(check.is_sound for check in self_checks(wrong))


def test_the_width_is_the_published_formula() -> None:
    rho = (-2 * log(0.05) + log(-2 * log(0.05) + 1)) / 5000
    grown = 800 * rho + 1
    expected = 0.4 * sqrt(2 * grown / (800**2 * rho) * log(sqrt(grown) / 0.05))

    assert half_width(800, 0.4, 10_000) == pytest.approx(expected)
    assert half_width(800, 0.4, 10_000) > 1.96 * 0.4 / sqrt(800)


@pytest.mark.parametrize(
    ("rate", "control", "deals"),
    [(0.2, 0.1, 8_700), (0.2, 0.5, 3_100), (0.3, 0.1, 5_100), (0.3, 0.2, 2_900)],
)
def test_the_needed_deals_are_those_of_the_table(rate: float, control: float, deals: int) -> None:
    assert needed_deals(rate, control) == pytest.approx(deals, rel=0.02)


def test_weekly_looks_at_no_uplift_seldom_prove_anything() -> None:
    proven = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        won = (rng.random(4000) < RATE).astype(float)
        arm = rng.random(4000) < 0.5
        found = np.where(arm, won - RATE, RATE - won) / 0.5
        means = found.cumsum() / np.arange(1, 4001)
        looks = range(200, 4001, 200)
        proven += any(means[n - 1] - half_width(n, float(found[:n].std()), 4000) > 0 for n in looks)

    assert proven <= 10


def _verdict(uplift: float, robust: float, *, is_sound: bool = True, arm: int = 2000) -> str:
    rng = np.random.default_rng(5)
    noise = rng.normal(0, 0.5, 4000)
    found = noise - noise.mean() + uplift
    estimate = Estimate(robust, 0.01)
    return judge(found, robust=estimate, planned=4000, arms=(arm, 2000), is_sound=is_sound).state


def test_the_states_follow_the_evidence() -> None:
    assert _verdict(0.10, 0.1) == "proven"
    assert _verdict(-0.10, -0.1) == "harmful"
    assert _verdict(0.01, 0.02) == "likely"
    assert _verdict(0.01, 0.005) == "too_early"
    assert _verdict(0.10, 0.1, is_sound=False) == "too_early"
    assert _verdict(0.10, 0.1, arm=20) == "too_early"


def test_the_arm_counts_and_not_who_won_it_in_the_end() -> None:
    logged, _, _ = make_logged(4)
    found = scores(logged, RATE)

    first = int(np.nonzero(logged.is_control)[0][0])
    assert found[first] == pytest.approx(-(logged.won[first] - RATE) / 0.1)
