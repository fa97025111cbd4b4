"""What may be said about the uplift, however often one looks: a confidence sequence and four states."""

from dataclasses import dataclass
from math import ceil, inf, log, sqrt
from typing import Literal

import numpy as np

from pritok.routing.model.arrays import Floats
from pritok.routing.uplift.estimating import Z80, Estimate

State = Literal["too_early", "likely", "proven", "harmful"]
_ALPHA = 0.05
# The uplift worth finding, of the base rate, and the points of 95 % and of 80 % power.
_WORTH_FINDING = 0.20
_POWER = (1.959963984540054 + 0.8416212335729143) ** 2
# An asymptotic sequence needs some deals in each arm before it speaks.
_FEWEST_PER_ARM = 50


@dataclass(frozen=True, slots=True)
class Verdict:
    """`low` and `high` bound the uplift at all times together; `needed` deals find an uplift of a fifth."""

    state: State
    deals: int
    needed: int
    value: float
    low: float
    high: float


def half_width(deals: int, sd: float, planned: int, alpha: float = _ALPHA) -> float:
    """Return the half-width of the asymptotic confidence sequence, narrowest near half the planned deals."""
    if deals < 2:
        return inf
    best_at = max(planned / 2, 1.0)
    spread = (-2 * log(alpha) + log(-2 * log(alpha) + 1)) / best_at
    grown = deals * spread + 1
    return sd * sqrt(2 * grown / (deals**2 * spread) * log(sqrt(grown) / alpha))


def needed_deals(rate: float, control: float) -> int:
    """Return the deals that show an uplift of a fifth with 80 % power."""
    rate = min(max(rate, 0.01), 0.99)
    wanted = _WORTH_FINDING * rate
    return ceil(_POWER * rate * (1 - rate) * (1 / control + 1 / (1 - control)) / wanted**2)


def judge(
    found: Floats, *, robust: Estimate, planned: int, arms: tuple[int, int], is_sound: bool
) -> Verdict:
    """Return what the scores allow to say; a log that fails its self-check allows nothing."""
    deals = len(found)
    if deals < 2:
        return Verdict("too_early", deals, planned, 0.0, -inf, inf)
    value = float(found.mean())
    width = half_width(deals, float(np.std(found, ddof=1)), planned)
    low, high = value - width, value + width
    state: State = "too_early"
    if is_sound and min(arms) >= _FEWEST_PER_ARM:
        if high < 0:
            state = "harmful"
        elif low > 0:
            state = "proven"
        elif robust.interval(Z80)[0] > 0:
            state = "likely"
    return Verdict(state, deals, planned, value, low, high)
