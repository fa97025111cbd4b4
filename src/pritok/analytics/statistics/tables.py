"""Rates of many people side by side: a beta-binomial with its hyper-parameters on a grid, and funnel limits.

successes_i ~ Binomial(trials_i, p_i), p_i ~ Beta(mu K, (1 - mu) K), K = 1 / (mu (1 - mu) s²) - 1: `mu` is the
team's rate and `s` the spread of skill in logits. Prior: mu uniform, s ~ Gamma(shape 2, scale 0.2).
Averaging over the grid, unlike plugging in one K, keeps the intervals honest (Gelman et al., Bayesian Data
Analysis, 3rd ed., § 5.3).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import betaln, expit, logit

from pritok.analytics.statistics.comparing import DRAWS, Standing, generator_of, of_equals, standing

Numbers = npt.NDArray[np.float64]
_MU_POINTS, _S_POINTS = 25, 40
_CLOSER = 8  # Enough for a hundred million deals: each time steps shrink twelve times.
_S_END = 1.9  # From s = 2 on, K may be negative.
_LEFT, _RIGHT = 1e-5, 1 - 1e-5
# More than this many times the spread of pure chance: people do different jobs.
DIFFERENT_JOBS = 3.0
_Z95, _Z998 = 1.959963984540054, 3.090232306167813


@dataclass(frozen=True, eq=False)
class Rates:
    """Arrays of shape (n,) in the order given, all shares of 1.

    `low` and `high` bound about 90 % (8–30 people fall a little short of it), `guaranteed` is the 10th percentile;
    `team` is the mean of mu, `spread` of s.
    """

    mean: Numbers
    low: Numbers
    high: Numbers
    guaranteed: Numbers
    standing: Standing
    team: float
    spread: float


def compare_rates(successes: npt.ArrayLike, trials: npt.ArrayLike) -> Rates:
    """Return shrunk rates of n people and how they stand to each other.

    Both of shape (n,); nobody's trials may be below his successes, none is fine. Equal data give equal answers,
    whatever the order. Raises ValueError on anything else, and on an empty table.
    """
    won, tried = _counts(successes, trials)
    # The same people in another order must draw the same numbers.
    order = np.lexsort((won, tried))
    won, tried = won[order], tried[order]
    mu, s, chance = _posterior(won, tried)
    strength = 1 / (mu * (1 - mu) * s * s) - 1
    before, against = mu * strength, (1 - mu) * strength
    mean = (before + won[:, None]) / (strength + tried[:, None]) @ chance
    random = generator_of([won, tried])
    drawn = random.choice(len(chance), size=DRAWS, p=chance)
    draws = random.beta(before[drawn] + won[:, None], against[drawn] + (tried - won)[:, None])
    ends = np.quantile(draws, [0.05, 0.1, 0.95], axis=1)
    back = np.argsort(order)
    low, guaranteed, high = (of_equals(end, [won, tried])[back] for end in ends)
    stands = standing(draws[back], [won[back], tried[back]])
    return Rates(mean[back], low, high, guaranteed, stands, float(mu @ chance), float(s @ chance))


class Funnel(NamedTuple):
    """`low95`, `high95`, `low998`, `high998` of shape (n,), shares; `overdispersion` is phi ≥ 1."""

    rate: float
    overdispersion: float
    low95: Numbers
    high95: Numbers
    low998: Numbers
    high998: Numbers

    @property
    def is_different_jobs(self) -> bool:
        """People differ too much for chance and skill: compare within a role instead."""
        return self.overdispersion > DIFFERENT_JOBS


def funnel(successes: npt.ArrayLike, trials: npt.ArrayLike) -> Funnel:
    """Return the limits of a funnel plot, mu ± z √(phi mu (1 - mu) / trials), NaN where there are no trials.

    Spiegelhalter, Statistics in Medicine 24 (2005). Raises ValueError as `compare_rates`.
    """
    won, tried = _counts(successes, trials)
    rate = won.sum() / tried.sum() if tried.sum() else 0.0
    phi = overdispersion(won, tried)
    with np.errstate(divide="ignore"):
        one = np.where(tried > 0, np.sqrt(phi * rate * (1 - rate) / tried), np.nan)
    limits = [np.clip(rate + z * one, 0, 1) for z in (-_Z95, _Z95, -_Z998, _Z998)]
    return Funnel(float(rate), phi, *limits)


def overdispersion(successes: npt.ArrayLike, trials: npt.ArrayLike) -> float:
    """Return phi: the mean of z² with z winsorised at 10 and 90 %, at least 1 (1 without anything to compare)."""
    won, tried = _counts(successes, trials)
    won, tried = won[tried > 0], tried[tried > 0]
    rate = won.sum() / tried.sum() if len(tried) else 0.0
    if len(tried) < 2 or not 0 < rate < 1:
        return 1.0
    z = (won / tried - rate) / np.sqrt(rate * (1 - rate) / tried)
    return max(1.0, float(np.mean(np.clip(z, *np.quantile(z, [0.1, 0.9])) ** 2)))


def _posterior(won: Numbers, tried: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return mu, s and probability of each grid point; the grid closes in until its steps resolve mu."""
    centre = float(logit((won.sum() + 0.5) / (tried.sum() + 1)))
    around = 4.0
    for _ in range(_CLOSER):
        mu, s, chance = _grid(won, tried, centre - around, centre + around)
        step = 2 * around / (_MU_POINTS - 1)
        centre = float(logit(mu) @ chance)
        deviation = float(np.sqrt((logit(mu) - centre) ** 2 @ chance))
        if step <= deviation:
            break
        around = 4 * deviation + step
    return mu, s, chance


def _grid(
    won: Numbers, tried: Numbers, low: float, high: float
) -> tuple[Numbers, Numbers, Numbers]:
    mids = (np.arange(_S_POINTS) + 0.5) / _S_POINTS
    # Squared steps look closely near no spread at all, where most teams are.
    spreads, widths = _S_END * mids**2, mids
    rates = np.clip(expit(np.linspace(low, high, _MU_POINTS)), _LEFT, _RIGHT)
    mu, s = (axis.ravel() for axis in np.meshgrid(rates, spreads, indexing="ij"))
    strength = 1 / (mu * (1 - mu) * s * s) - 1
    before, against = mu * strength, (1 - mu) * strength
    likelihood = np.zeros_like(mu)
    pairs, times = np.unique(np.stack([won, tried]), axis=1, return_counts=True)
    for (successes, trials), count in zip(pairs.T, times, strict=True):
        likelihood += count * betaln(before + successes, against + trials - successes)
    likelihood -= len(won) * betaln(before, against)
    prior = np.log(s) - s / 0.2 + np.log(np.tile(widths, _MU_POINTS)) + np.log(mu * (1 - mu))
    chance = np.exp(likelihood + prior - (likelihood + prior).max())
    return mu, s, chance / chance.sum()


def _counts(successes: npt.ArrayLike, trials: npt.ArrayLike) -> tuple[Numbers, Numbers]:
    won, tried = np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    if won.ndim != 1 or won.shape != tried.shape or not len(won):
        raise ValueError("Successes and trials must be equally long columns of at least one.")
    if (won < 0).any() or (won > tried).any():
        raise ValueError("Successes must lie between 0 and the trials.")
    return won, tried
