"""The choice by probability: who may get a deal, with what chance, and the draw. Pure, and exact about its chances.

Every array has managers along its last axis and may have more axes in front: the simulator decides in many worlds at
once with the very functions that decide here.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from pritok.routing.model.arrays import Flags, Floats, Ints

Branch = Literal["control", "best", "fair"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Settings of the choice; shares are in fair shares (1 = as much as the weight says).

    Prices keep managers between `low` and `high`; the live guard acts where a share leaves that by `below` or
    `above`. Managers within `band` of the best (of the mean promise) count as equal, and the least loaded gets the
    deal. `control` deals in a hundred are drawn; of the first `trial_deals` it is `trial_control`.
    """

    low: float = 0.72
    high: float = 1.5
    below: float = 0.08
    above: float = 0.15
    band: float = 0.01
    control: float = 0.10
    trial_control: float = 0.50
    trial_deals: int = 3000

    def control_at(self, decided: int) -> float:
        """Return the share of the random control group after this many decisions."""
        return self.trial_control if decided < self.trial_deals else self.control


STRICT = Rule(low=0.9, high=1.2)


@dataclass(frozen=True, slots=True)
class View:
    """What a decision looks at, manager by manager.

    `promised` is the expected margin, `price` what the manager's time costs; `share` the recent share in fair shares,
    `debt` what is owed, in deals, `load` the open deals per full weight.
    """

    able: Flags
    weight: Floats
    promised: Floats
    price: Floats
    share: Floats
    debt: Floats
    load: Floats


@dataclass(frozen=True, slots=True)
class Mixture:
    """`chance` = control × `fair` + (1 − control) × `best`, over those the guard leaves `eligible`."""

    eligible: Flags
    score: Floats
    band: Flags
    best: Floats
    fair: Floats
    chance: Floats


@dataclass(frozen=True, slots=True)
class Decision:
    """`place` among the managers; `propensity` is the chance of this choice under the whole mixture."""

    place: int
    branch: Branch
    propensity: float
    control: float
    mixture: Mixture


def decide(
    view: View, rule: Rule, *, decided: int, is_open: bool, rng: np.random.Generator
) -> Decision | None:
    """Decide about one deal; None when nobody may take it.

    The mixture is computed before the branch is drawn, so a control deal has the same chances as any other.
    """
    if not view.able.any():
        return None
    control = rule.control_at(decided)
    mixture = mix(view, rule, control=control, is_open=is_open)
    is_control = rng.random() < control
    place = int(pick(mixture.fair if is_control else mixture.best, rng.random()))
    branch: Branch = "control" if is_control else "best" if is_open else "fair"
    return Decision(place, branch, float(mixture.chance[place]), control, mixture)


def mix(view: View, rule: Rule, *, control: Floats | float, is_open: Flags | bool) -> Mixture:
    """Return the chances of every manager. While the gate is shut the best choice is who is owed most."""
    eligible = guarded(view, rule)
    drawn = np.asarray(control)[..., None]
    opened = np.asarray(is_open)[..., None]
    score = view.promised - view.price
    highest = np.where(eligible, score, -np.inf).max(axis=-1, keepdims=True)
    near = score >= highest - rule.band * _mean(view.promised, eligible)
    band = eligible & (near | ~opened)
    key = np.where(opened, view.load, -view.debt)
    least = np.where(band, key, np.inf).min(axis=-1, keepdims=True)
    best = _spread((band & (key <= least)).astype(float))
    fair = _spread(eligible * view.weight)
    return Mixture(eligible, score, band, best, fair, drawn * fair + (1 - drawn) * best)


def guarded(view: View, rule: Rule) -> Flags:
    """Return who may get the deal: not those far above their share; if somebody is far below, only those."""
    able = view.able & (view.weight > 0)
    kept = able & (view.share <= rule.high + rule.above)
    kept = np.where(kept.any(axis=-1, keepdims=True), kept, able)
    starving = kept & (view.share < rule.low - rule.below)
    return np.where(starving.any(axis=-1, keepdims=True), starving, kept)


def pick(chance: Floats, uniform: Floats | float) -> Ints:
    """Return the place that a uniform number in [0, 1) draws."""
    reached = np.cumsum(chance, axis=-1)
    point = np.asarray(uniform)[..., None] * reached[..., -1:]
    passed: Ints = (reached <= point).sum(axis=-1)
    return passed


def _mean(values: Floats, chosen: Flags) -> Floats:
    count = np.maximum(chosen.sum(axis=-1, keepdims=True), 1)
    mean: Floats = np.where(chosen, values, 0.0).sum(axis=-1, keepdims=True) / count
    return mean


def _spread(weight: Floats) -> Floats:
    total = weight.sum(axis=-1, keepdims=True)
    spread: Floats = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    return spread
