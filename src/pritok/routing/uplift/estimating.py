"""Estimators of the uplift: won per deal by the best choice, less won per deal by the fair draw."""

from dataclasses import dataclass, replace

import numpy as np

from pritok.routing.model.arrays import Floats, sigmoid
from pritok.routing.model.fitting import fit
from pritok.routing.model.tables import Columns, Shape, Table
from pritok.routing.uplift.logged import Logged

Z80, Z95 = 1.2815515655446004, 1.959963984540054
_SELF_CHECK_SE = 3.0


@dataclass(frozen=True, slots=True)
class Estimate:
    value: float
    error: float

    def interval(self, z: float = Z95) -> tuple[float, float]:
        return self.value - z * self.error, self.value + z * self.error


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """Weights towards the fair draw average to one, unless chances were logged wrong."""

    mean: float
    error: float

    @property
    def is_sound(self) -> bool:
        return abs(self.mean - 1) <= _SELF_CHECK_SE * self.error


def self_checks(logged: Logged) -> tuple[SelfCheck, SelfCheck]:
    """Return the check of the weights towards the best choice and towards the fair draw."""
    both = logged.weights(logged.best), logged.weights(logged.fair)
    first, second = (SelfCheck(float(w.mean()), _error(w)) for w in both)
    return first, second


def scores(logged: Logged, before: Floats | float) -> Floats:
    """Return each deal's unbiased score of the uplift, by its arm alone.

    `before` is what was expected of the deal before it came (last quarter's rate): it steadies the score.
    """
    beyond = logged.won - before
    treated = beyond / np.maximum(1 - logged.control, 1e-9)
    found: Floats = np.where(logged.is_control, -beyond / logged.control, treated)
    return found


def holdout(logged: Logged, before: Floats | float) -> Estimate:
    found = scores(logged, before)
    return Estimate(float(found.mean()), _error(found))


def weighted(logged: Logged) -> Estimate:
    """Return the self-normalised estimate (SNIPS)."""
    parts = [_normalised(logged, target) for target in (logged.best, logged.fair)]
    (best, best_influence), (fair, fair_influence) = parts
    return Estimate(best - fair, _error(best_influence - fair_influence))


def doubly_robust(logged: Logged, expected: Floats) -> Estimate:
    """Return the DR estimate; `expected` (deals × people) must not have seen the deal it speaks of."""
    every = np.arange(len(logged))
    moved = ((logged.best - logged.fair) * expected).sum(axis=1)
    weight = logged.weights(logged.best) - logged.weights(logged.fair)
    found = moved + weight * (logged.won - expected[every, logged.person])
    return Estimate(float(found.mean()), _error(found))


def cross_fitted(table: Table, shape: Shape, *, blocks: int = 5) -> Floats:
    """Return the chance of every deal with every manager (deals × people), learned from other blocks of time."""
    count = len(table)
    expected = np.zeros((count, shape.people))
    for block in np.array_split(np.arange(count), min(blocks, count)):
        others = np.setdiff1d(np.arange(count), block)
        effects = fit(table.rows(others), shape, rounds=12).effects
        asked = table.rows(block)
        for person in range(shape.people):
            columns = Columns.of(replace(asked, person=np.full(len(block), person)), shape)
            expected[block, person] = sigmoid(effects.along(columns))
    return expected


def _normalised(logged: Logged, target: Floats) -> tuple[float, Floats]:
    weight = logged.weights(target)
    value = float((weight * logged.won).sum() / weight.sum())
    return value, weight * (logged.won - value) / weight.mean()


def _error(values: Floats) -> float:
    """Return the standard error of the mean."""
    return float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else float("inf")
