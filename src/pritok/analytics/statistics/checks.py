"""Amounts of many people side by side: a shrunk typical check, winsorising, and the spread between people.

log amount_ij ~ Normal(theta_i, sigma²), theta_i ~ Normal(mu, tau²). Prior: mu flat, tau ~ Gamma(shape 2, scale 0.2),
sigma² by its own scaled inverse chi² (the pooled spread inside people). theta is averaged over a grid of tau and
sigma, not estimated with one plugged-in pair (Gelman et al., Bayesian Data Analysis, 3rd ed., § 5.4).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize.elementwise import find_root
from scipy.special import chdtri, ndtr, ndtri

from pritok.analytics.statistics.comparing import DRAWS, Standing, generator_of, standing

Numbers = npt.NDArray[np.float64]
_TAU_POINTS, _SIGMA_POINTS = 40, 15
_TAU_END = 3.0
FEWEST_SALES = 5
_WINSORISED_AT = 0.99
# Points of the grid that together can move no quantile by a thousandth.
_NEGLIGIBLE = 1e-6


@dataclass(frozen=True, eq=False)
class TypicalChecks:
    """Arrays of shape (n,) in the order given, in the unit of the amounts.

    `typical` is exp of the shrunk log mean (for lognormal amounts the median), `low` and `high` bound about 90 %.
    `is_own[i]` is false under 5 sales: show `team`, in grey, instead.
    """

    typical: Numbers
    low: Numbers
    high: Numbers
    is_own: npt.NDArray[np.bool_]
    team: float
    _grid: "_Grid"
    _data: tuple[Numbers, Numbers, Numbers]

    @cached_property
    def standing(self) -> Standing:
        """Who is ahead of whom; drawn on demand, since it takes longer than all the rest."""
        # The same people in another order must draw the same numbers.
        order = np.lexsort(self._data[::-1])
        n, total, squares = (column[order] for column in self._data)
        draws = _draws(self._grid, n, _mean(n, total), generator_of([n, total, squares]))
        return standing(draws[np.argsort(order)], self._data)


def typical_checks(
    sales: npt.ArrayLike, log_sums: npt.ArrayLike, log_squares: npt.ArrayLike
) -> TypicalChecks | None:
    """Return typical checks of n people from sums over their sales: count, Σ ln amount, Σ (ln amount)².

    All of shape (n,); amounts must be above 0. None where nobody has two sales: nothing tells how amounts spread.
    Raises ValueError for columns of different lengths and counts below 0.
    """
    n, total, squares = (
        np.asarray(column, np.float64) for column in (sales, log_sums, log_squares)
    )
    if n.ndim != 1 or not n.shape == total.shape == squares.shape or (n < 0).any():
        raise ValueError("Sales and their sums must be equally long columns, counts at least 0.")
    freedom = n.sum() - np.count_nonzero(n)
    if freedom < 1:
        return None
    mean = _mean(n, total)
    # Sorted: sums of floats must not depend on the order of people.
    within = float(np.sort(np.maximum(squares - n * mean**2, 0)).sum())
    order = np.lexsort((squares, total, n))
    grid = _posterior(n[order], mean[order], within, float(freedom))
    typical, team = _means(grid, n, mean)
    low, high = (np.exp(_quantile(grid, n, mean, share)) for share in (0.05, 0.95))
    return TypicalChecks(
        np.exp(typical), low, high, n >= FEWEST_SALES, float(np.exp(team)), grid,
        (n, total, squares),
    )  # fmt: skip


class Winsorised(NamedTuple):
    """`values` with everything above `limit` set to it; `cut` says how many those were."""

    values: Numbers
    limit: float
    cut: int


def winsorise(values: npt.ArrayLike, share: float = _WINSORISED_AT) -> Winsorised:
    """Return the amounts with the largest cut down to the quantile `share` of all (linear between two values)."""
    found = np.asarray(values, dtype=np.float64)
    if not found.size:
        return Winsorised(found, float("nan"), 0)
    limit = float(np.quantile(found, share))
    return Winsorised(np.minimum(found, limit), limit, int((found > limit).sum()))


class Spread(NamedTuple):
    """`ratio` is P90 ÷ P10, `variation` the standard deviation (n - 1) ÷ mean; None where they say nothing."""

    ratio: float | None
    variation: float | None


def spread(medians: npt.ArrayLike) -> Spread:
    """Return how far apart people are, from their medians (metrics, “Spread”): unit-free, 1 and 0 when equal."""
    found = np.asarray(medians, dtype=np.float64)
    if found.size < 2:
        return Spread(None, None)
    low, high = np.quantile(found, [0.1, 0.9])
    mean = float(found.mean())
    return Spread(
        float(high / low) if low > 0 else None,
        float(found.std(ddof=1)) / mean if mean > 0 else None,
    )


class _Grid(NamedTuple):
    """Points of (tau, sigma) with their probability, and mu's mean and variance given each point."""

    tau2: Numbers
    sigma2: Numbers
    chance: Numbers
    mu: Numbers
    mu_variance: Numbers


def _posterior(n: Numbers, mean: Numbers, within: float, freedom: float) -> _Grid:
    mids = (np.arange(_TAU_POINTS) + 0.5) / _TAU_POINTS
    parts = (np.arange(_SIGMA_POINTS) + 0.5) / _SIGMA_POINTS
    # Equal parts of the probability of sigma given the spread inside people: no weights of their own.
    # Amounts that never differ would make every difference certain; a spread of a ten-thousandth is none.
    variances = np.maximum(within, 1e-8 * freedom) / chdtri(freedom, parts)
    tau, sigma2 = (a.ravel() for a in np.meshgrid(_TAU_END * mids**2, variances, indexing="ij"))
    has = n > 0
    spread_of_mean = tau**2 + sigma2 / n[has, None]
    precision = (1 / spread_of_mean).sum(axis=0)
    mu = (mean[has, None] / spread_of_mean).sum(axis=0) / precision
    log_likelihood = (
        -np.log(spread_of_mean).sum(axis=0) / 2
        - ((mean[has, None] - mu) ** 2 / spread_of_mean).sum(axis=0) / 2
        - np.log(precision) / 2
    )
    # Squared steps are as wide as their middles are far.
    prior = np.log(tau) - tau / 0.2 + np.log(np.repeat(mids, _SIGMA_POINTS))
    chance = np.exp(log_likelihood + prior - (log_likelihood + prior).max())
    return _Grid(tau**2, sigma2, chance / chance.sum(), mu, 1 / precision)


def _mean(n: Numbers, total: Numbers) -> Numbers:
    return np.divide(total, n, out=np.zeros_like(total), where=n > 0)


def _quantile(grid: _Grid, n: Numbers, mean: Numbers, share: float) -> Numbers:
    """Return the quantile of each theta: given a point of the grid it is normal, so it is one of a mixture."""
    kept = grid.chance > _NEGLIGIBLE
    tau2, sigma2, mu = grid.tau2[kept], grid.sigma2[kept], grid.mu[kept]
    chance = grid.chance[kept] / grid.chance[kept].sum()
    own = n[:, None] * tau2 / (n[:, None] * tau2 + sigma2)
    centre = own * mean[:, None] + (1 - own) * mu
    # (1 - own) tau² is the variance of theta given its sales and mu, which is not known either.
    spread = np.sqrt((1 - own) * tau2 + (1 - own) ** 2 * grid.mu_variance[kept])
    ends = centre + ndtri(share) * spread

    def missing(at: Numbers, person: npt.NDArray[np.intp]) -> Numbers:
        below = ndtr((at[:, None] - centre[person]) / spread[person])
        return np.asarray(below @ chance - share)

    # The quantile of a mixture lies between those of its parts.
    edges = ends.min(axis=1) - 1e-9, ends.max(axis=1) + 1e-9
    found = find_root(missing, edges, args=(np.arange(len(n)),), tolerances={"xatol": 1e-8})
    return np.asarray(found.x)


def _means(grid: _Grid, n: Numbers, mean: Numbers) -> tuple[Numbers, float]:
    own = n[:, None] * grid.tau2 / (n[:, None] * grid.tau2 + grid.sigma2)
    return (own * mean[:, None] + (1 - own) * grid.mu) @ grid.chance, float(grid.mu @ grid.chance)


def _draws(grid: _Grid, n: Numbers, mean: Numbers, random: np.random.Generator) -> Numbers:
    drawn = random.choice(len(grid.chance), size=DRAWS, p=grid.chance)
    tau2, sigma2 = grid.tau2[drawn], grid.sigma2[drawn]
    mu = random.normal(grid.mu[drawn], np.sqrt(grid.mu_variance[drawn]))
    own = n[:, None] * tau2 / (n[:, None] * tau2 + sigma2)
    # (1 - own) tau² is the variance of theta given its sales, also where there are none.
    return random.normal(own * mean[:, None] + (1 - own) * mu, np.sqrt((1 - own) * tau2))
