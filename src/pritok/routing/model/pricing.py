"""Prices of managers' time: what a deal has to promise above others before a sought-after manager gets it.

Giving every deal to whoever promises most would bury a few people. Prices are the multipliers of the limits on
shares: the smoothed dual of "most margin, everybody between the lowest and the highest share" over recent deals.
"""

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

from pritok.routing.model.arrays import Floats

# Of the mean promise; the smaller, the nearer to the unsmoothed optimum and the slower to find.
SMOOTHING = 0.01
# How many recent deals prices are found on.
RECENT = 800


def prices(
    promised: Floats,
    *,
    low: Floats,
    high: Floats,
    start: Floats | None = None,
    smoothing: float = SMOOTHING,
) -> Floats:
    """Return one price per manager, in the unit of `promised` (deals × managers, expected margin).

    `low` and `high` bound each manager's share of all deals and must leave room: Σ low ≤ 1 ≤ Σ high.
    """
    scale = float(np.abs(promised).mean())
    people = promised.shape[1]
    if scale <= 0:
        return np.zeros(people)
    scaled = promised / scale

    def dual(sides: Floats) -> tuple[float, Floats]:
        above, below = sides[:people], sides[people:]
        net = (scaled - (above - below)) / smoothing
        value = smoothing * logsumexp(net, axis=1).mean() + high @ above - low @ below
        shares = softmax(net, axis=1).mean(axis=0)
        return value, np.concatenate([high - shares, shares - low])

    first = np.zeros(2 * people)
    if start is not None:
        first = np.concatenate([np.maximum(start, 0), np.maximum(-start, 0)]) / scale
    found = minimize(
        dual,
        first,
        jac=True,
        method="L-BFGS-B",
        bounds=[(0, None)] * (2 * people),
        options={"maxiter": 500, "ftol": 1e-10, "gtol": 1e-5},
    )
    price: Floats = scale * (found.x[:people] - found.x[people:])
    return price


def smoothed_shares(promised: Floats, price: Floats, smoothing: float = SMOOTHING) -> Floats:
    """Return each deal's division among managers at these prices (deals × managers)."""
    scale = float(np.abs(promised).mean())
    found: Floats = softmax((promised - price) / (smoothing * scale), axis=1)
    return found


def desk_toll(promised: Floats, value: Floats, load_slope: float) -> float:
    """Return what one unit of load ratio costs a manager's other deals, in margin per deal.

    A deal that joins a full desk lowers the chance of those on it; the choice for one deal alone overlooks that.
    """
    chance = np.divide(promised, value, out=np.zeros_like(promised), where=value > 0)
    return float(-min(load_slope, 0.0) * (promised * (1 - chance)).mean())
