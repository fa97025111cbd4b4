"""Empirical-Bayes logistic regression: effects of managers, shrunk by as much as the data ask for.

Given variances, effects are the maximum of the penalised likelihood (Newton). Given effects, each group of effects has
variance (sum of squares + posterior variances + 2 · 0.02) / (levels + 2): two imagined levels of modest variance keep
it from collapsing on little data. The two steps alternate until neither moves.
"""

from dataclasses import dataclass, replace

import numpy as np

from pritok.routing.model.arrays import Floats, sigmoid
from pritok.routing.model.arrow import Arrow, Sides
from pritok.routing.model.tables import Columns, Shape, Table

_IMAGINED_LEVELS = 2.0
_IMAGINED_VARIANCE = 0.02
_FIRST_VARIANCE = 0.05
# The intercept is practically free.
_FREE = 25.0
_SMALLEST, _LARGEST = 1e-4, 4.0
# Nobody's effect changes by more than this at once: a full Newton step may overshoot from far away.
_LONGEST_STEP = 2.0


@dataclass(frozen=True, slots=True)
class Fit:
    """Effects with their posterior variances, and the variance of each group of effects."""

    effects: Sides
    uncertainty: Sides
    common_variances: Floats
    personal_variances: Floats
    rounds: int

    @classmethod
    def blank(cls, shape: Shape) -> "Fit":
        return cls(
            Sides.zeros(shape),
            Sides.zeros(shape),
            np.full(len(shape.levels), _FIRST_VARIANCE),
            np.full(1 + len(shape.crossed), _FIRST_VARIANCE),
            0,
        )


def fit(
    table: Table,
    shape: Shape,
    *,
    start: Fit | None = None,
    rounds: int = 60,
    tolerance: float = 2e-3,
) -> Fit:
    """Fit the model; `start`, last night's fit of the same shape, saves most rounds."""
    columns = Columns.of(table, shape)
    found = start or Fit.blank(shape)
    for done in range(rounds):
        before = found
        found = _round(table, columns, shape, found)
        if done and _longest_move(before.effects, found.effects) < tolerance:
            break
    return replace(found, rounds=done + 1)


def log_losses(won: Floats, chance: Floats) -> Floats:
    """Return −log of the chance given to what happened, deal by deal."""
    safe = np.clip(chance, 1e-9, 1 - 1e-9)
    return -(won * np.log(safe) + (1 - won) * np.log1p(-safe))


def chances(table: Table, shape: Shape, effects: Sides) -> Floats:
    return sigmoid(effects.along(Columns.of(table, shape)))


def _round(table: Table, columns: Columns, shape: Shape, before: Fit) -> Fit:
    """Take one Newton step under the present variances, then set the variances anew."""
    ridge = _ridge(shape, before)
    effects = before.effects
    chance = sigmoid(effects.along(columns))
    slope = Sides.transposed(columns, shape, table.weight * (table.won - chance))
    middle = _middle(shape)
    slope = Sides(
        slope.common - ridge.common * (effects.common - middle),
        slope.personal - ridge.personal * effects.personal,
    )
    curvature = Arrow.gram(columns, shape, table.weight * chance * (1 - chance), ridge)
    step, uncertainty = curvature.solve(slope)
    longest = max(np.abs(step.common).max(), np.abs(step.personal).max(initial=0))
    effects = effects.plus(step, min(1.0, _LONGEST_STEP / max(longest, 1e-12)))
    common = [
        _variance(effects.common[group], uncertainty.common[group], old)
        for group, old in zip(shape.common_groups(), before.common_variances, strict=True)
    ]
    personal = [
        _variance(effects.personal[:, group], uncertainty.personal[:, group], old)
        for group, old in zip(shape.personal_groups(), before.personal_variances, strict=True)
    ]
    return Fit(effects, uncertainty, np.array(common), np.array(personal), 0)


def _variance(effects: Floats, uncertainty: Floats, old: float) -> float:
    """Return the next variance of a group.

    The fixed point is the formula above; solved for the share of levels that the data determine (MacKay), it is
    reached in a few rounds where the plain update takes hundreds.
    """
    determined = effects.size - uncertainty.sum() / old + _IMAGINED_LEVELS
    total = (effects**2).sum() + _IMAGINED_LEVELS * _IMAGINED_VARIANCE
    return float(np.clip(total / max(determined, 1e-9), _SMALLEST, _LARGEST))


def _middle(shape: Shape) -> Floats:
    """Return where the common effects lie before any deal was seen."""
    middle = np.zeros(shape.common)
    middle[1 : 1 + len(shape.measures)] = [measure.mean for measure in shape.measures]
    return middle


def _ridge(shape: Shape, found: Fit) -> Sides:
    """Return the precision that each effect has from its prior alone."""
    common = np.full(shape.common, 1 / _FREE)
    common[1 : 1 + len(shape.measures)] = [1 / measure.sd**2 for measure in shape.measures]
    for group, variance in zip(shape.common_groups(), found.common_variances, strict=True):
        common[group] = 1 / variance
    own = np.empty(shape.personal)
    for group, variance in zip(shape.personal_groups(), found.personal_variances, strict=True):
        own[group] = 1 / variance
    return Sides(common, np.broadcast_to(own, (shape.people, shape.personal)))


def _longest_move(before: Sides, after: Sides) -> float:
    common = np.abs(after.common - before.common).max()
    return float(max(common, np.abs(after.personal - before.personal).max(initial=0)))
