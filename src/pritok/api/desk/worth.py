"""What a deal is worth as long as nobody computes its probability: amount × how often its stage leads to a sale."""

import time
from collections.abc import Mapping
from statistics import median

from pritok.analytics.win_rates import win_rates
from pritok.desk.standing import OpenDeal
from pritok.kit.errors import Unavailable

# Rates of thousands of deals do not change within minutes.
_KEPT_S = 600.0


class Worth:
    """Expected money in minor units. A deal without an amount counts as the middle one of the same desk."""

    def __init__(self, rates: Mapping[int, float], deals: list[OpenDeal]) -> None:
        self._rates = rates
        known = [self.expected(deal) for deal in deals]
        self.usual = median([each for each in known if each is not None] or [1.0])

    def expected(self, deal: OpenDeal) -> float | None:
        if deal.amount_minor is None:
            return None
        return deal.amount_minor * self._rates.get(deal.stage_id, 1.0)

    def of(self, deal: OpenDeal | None) -> float:
        expected = None if deal is None else self.expected(deal)
        return self.usual if expected is None else expected


class _Kept:
    def __init__(self) -> None:
        self.rates: dict[int, float] = {}
        self.until = 0.0


_kept = _Kept()


def known_rates() -> dict[int, float]:
    """Return the latest win rates this process knows; none as long as its mirror is not there."""
    if time.monotonic() >= _kept.until:
        try:
            fresh = win_rates()
        except Unavailable:
            fresh = None
        if fresh is not None:
            _kept.rates, _kept.until = fresh, time.monotonic() + _KEPT_S
    return _kept.rates
