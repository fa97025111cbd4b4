"""The few formulas reports use, each as plain arithmetic on counts."""

from collections.abc import Mapping, Sequence
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


ADVANCED, LOST, CENSORED = "advanced", "lost", "censored"


def cumulative_incidence(
    counts: Mapping[tuple[int, str], int], until: Sequence[int]
) -> list[float | None]:
    """Return the Aalen–Johansen share that advanced before each time of `until`, being lost competing.

    `counts` says how many left the risk set at a whole time, and how. At equal times those who advance or
    are lost go first: a censored deal was still there to see it. None where nobody is left to tell: all
    that had not ended were censored earlier.
    """
    times = sorted({time for time, _ in counts})
    at_risk = sum(counts.values())
    staying, incidence = 1.0, 0.0
    shares: list[float | None] = []
    waiting = list(until)
    for time in times:
        while waiting and waiting[0] <= time:
            shares.append(incidence)
            waiting.pop(0)
        advanced = counts.get((time, ADVANCED), 0)
        gone = advanced + counts.get((time, LOST), 0)
        incidence += staying * advanced / at_risk
        staying *= 1 - gone / at_risk
        at_risk -= gone + counts.get((time, CENSORED), 0)
    everybody_ended = staying < 1e-12
    return shares + [incidence if everybody_ended and times else None for _ in waiting]
