"""Rates of counts: their interval and their index, as plain arithmetic."""

from math import sqrt
from typing import NamedTuple

# The two-sided 95 % point of the normal distribution.
Z95 = 1.959963984540054


class Interval(NamedTuple):
    low: float
    high: float


def wilson(successes: int, trials: int) -> Interval | None:
    """Return Wilson's 95 % interval of a rate; None without trials."""
    if trials == 0:
        return None
    rate, z2 = successes / trials, Z95 * Z95
    centre = rate + z2 / (2 * trials)
    spread = Z95 * sqrt(rate * (1 - rate) / trials + z2 / (4 * trials * trials))
    scale = 1 + z2 / trials
    # At the ends the formula misses 0 and 1 by the last bits of a float.
    low = 0.0 if successes == 0 else (centre - spread) / scale
    high = 1.0 if successes == trials else (centre + spread) / scale
    return Interval(low, high)


def index(observed: int, expected: float) -> float | None:
    """Return observed ÷ expected × 100; None where nothing was to be expected."""
    return 100 * observed / expected if expected > 0 else None
