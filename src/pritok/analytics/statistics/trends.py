"""Shares over weeks: the limits of chance, and whether the latest week crossed them.

A p-chart widened by its own short-term spread (Laney's p′ chart, Quality Engineering 14, 2002): with thousands of
cases a plain p-chart calls ordinary weeks alarming.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betainc

Numbers = npt.NDArray[np.float64]
_SIGMAS = 3.0
# The mean distance of two neighbours of a normal series, in standard deviations.
_MEAN_MOVE = 1.1283791670955126
FEWEST_WEEKS = 8
_BEYOND_3_SIGMA = 0.0013498980316300933


@dataclass(frozen=True, eq=False)
class Chart:
    """Of r series and w weeks: `share`, `low`, `high` of shape (r, w), `centre`, `widening` (≥ 1) of shape (r,).

    `alert` (r,) is 1 where the latest week stands above `high`, -1 below `low`, 0 otherwise. NaN: no cases that
    week, or fewer than 8 weeks with cases before the latest, when no limits are drawn.
    """

    share: Numbers
    centre: Numbers
    widening: Numbers
    low: Numbers
    high: Numbers
    alert: npt.NDArray[np.int8]


def control_chart(counts: npt.ArrayLike, totals: npt.ArrayLike) -> Chart:
    """Return the chart of `counts`, shape (r, w), out of each week's `totals`, shape (w,), oldest week first.

    The centre and the widening come from all weeks but the latest, so that an alarm cannot hide itself. Where
    counts are small the exact binomial tail, too, must be rarer than 3 sigma. Raises ValueError for wrong shapes
    and counts above their total.
    """
    seen, cases = np.asarray(counts, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    if seen.ndim != 2 or cases.shape != seen.shape[1:] or not cases.size:
        raise ValueError("Counts need a row per series and a column per week of the totals.")
    if (seen < 0).any() or (seen > cases).any():
        raise ValueError("A count must lie between 0 and its week's total.")
    has = cases > 0
    share = np.full(seen.shape, np.nan)
    share[:, has] = seen[:, has] / cases[has]
    past = has.copy()
    past[-1] = False
    if past.sum() < FEWEST_WEEKS:
        unknown = np.full(len(seen), np.nan)
        nothing = np.full(seen.shape, np.nan)
        return Chart(share, unknown, unknown, nothing, nothing, np.zeros(len(seen), np.int8))
    centre = seen[:, past].sum(axis=1) / cases[past].sum()
    one = np.full(seen.shape, np.nan)
    one[:, has] = np.sqrt((centre * (1 - centre))[:, None] / cases[has])
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.nan_to_num((share[:, past] - centre[:, None]) / one[:, past])
    widening = np.maximum(1, np.abs(np.diff(z)).mean(axis=1) / _MEAN_MOVE)
    reach = _SIGMAS * widening[:, None] * one
    low, high = np.clip(centre[:, None] - reach, 0, 1), np.clip(centre[:, None] + reach, 0, 1)
    return Chart(share, centre, widening, low, high, _alert(seen, cases, centre, low, high))


def _alert(
    seen: Numbers, cases: Numbers, centre: Numbers, low: Numbers, high: Numbers
) -> npt.NDArray[np.int8]:
    alert = np.zeros(len(seen), dtype=np.int8)
    if cases[-1] > 0:
        latest, total = seen[:, -1], cases[-1]
        share = latest / total
        # Tails of the binomial as incomplete betas; their ends, 0 and all, are certain on their side.
        at_least = np.where(
            latest > 0, betainc(np.maximum(latest, 1), total - latest + 1, centre), 1
        )
        at_most = np.where(
            latest < total, betainc(np.maximum(total - latest, 1), latest + 1, 1 - centre), 1
        )
        alert[(share > high[:, -1]) & (at_least < _BEYOND_3_SIGMA)] = 1
        alert[(share < low[:, -1]) & (at_most < _BEYOND_3_SIGMA)] = -1
    return alert
