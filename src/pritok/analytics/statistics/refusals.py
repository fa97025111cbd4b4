"""Which reasons come more often than chance: a table of reason × anything, cell by cell.

Adjusted residuals: Haberman, Biometrics 29 (1973). Mid-p: Lancaster, JASA 56 (1961). False discoveries:
Benjamini and Hochberg, JRSS B 57 (1995).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, ndtr

Numbers = npt.NDArray[np.float64]
_FEW = 5.0
_SHRINK = 20.0
FLAGGED_Q, FLAGGED_HIGH, FLAGGED_LOW = 0.10, 1.25, 0.8
# Beyond that many terms the tail of a distribution with a mean under 5 is nothing.
_TAIL = 60
_AT_ONCE = 4096


@dataclass(frozen=True, eq=False)
class Excess:
    """Arrays of the table's shape (rows, columns); NaN where nothing can be expected.

    `expected` = row × column ÷ total, `residual` is standard normal by chance, `p` two-sided, `q` the false
    discovery rate at which the cell would be flagged, `lift` = observed ÷ expected, `shrunk_lift` the one to show.
    `flag` is 1 (more than chance), -1 (less) or 0.
    """

    expected: Numbers
    residual: Numbers
    p: Numbers
    q: Numbers
    lift: Numbers
    shrunk_lift: Numbers
    flag: npt.NDArray[np.int8]


def excess(observed: npt.ArrayLike) -> Excess:
    """Return what each cell of a table of counts, shape (rows, columns), has above or below expectation.

    Raises ValueError when the table is not two-dimensional or has a count below 0.
    """
    counts = np.asarray(observed, dtype=np.float64)
    if counts.ndim != 2 or (counts < 0).any():
        raise ValueError("A table of counts has two dimensions and no count below zero.")
    rows, columns = np.broadcast_arrays(counts.sum(1)[:, None], counts.sum(0)[None, :])
    total = float(counts.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.divide(rows * columns, total)
        expected = np.where(expected > 0, expected, np.nan)
        variance = expected * (1 - rows / total) * (1 - columns / total)
        residual = np.where(variance > 0, (counts - expected) / np.sqrt(variance), np.nan)
        p = 2 * ndtr(-np.abs(residual))
        few = (expected < _FEW) & ~np.isnan(residual)
        p[few] = mid_p(counts[few], rows[few], columns[few], total)
        q = false_discovery(p)
        lift = counts / expected
        shrunk = (counts + _SHRINK) / (expected + _SHRINK)
    flag = np.where(lift >= FLAGGED_HIGH, 1, np.where(lift <= FLAGGED_LOW, -1, 0))
    return Excess(
        expected, residual, p, q, lift, shrunk, np.where(q <= FLAGGED_Q, flag, 0).astype(np.int8)
    )


def mid_p(
    observed: npt.ArrayLike, rows: npt.ArrayLike, columns: npt.ArrayLike, total: float
) -> Numbers:
    """Return two-sided mid-p of cells with small expectations (under 5), hypergeometric given their sums.

    Twice the smaller tail, the observed count itself counted half, at most 1. All of shape (n,), whole counts.
    """
    parts = (np.asarray(part, dtype=np.float64) for part in (observed, rows, columns))
    cells = np.stack(np.broadcast_arrays(*parts))
    found = []
    for start in range(0, cells.shape[1], _AT_ONCE):
        seen, row, column = cells[:, start : start + _AT_ONCE]
        found.append(_mid_p(seen, row, column, total))
    return np.concatenate([np.empty(0), *found])


def false_discovery(p: npt.ArrayLike) -> Numbers:
    """Return Benjamini–Hochberg q of all p of a table together, of the same shape; NaN stays NaN and counts not."""
    found = np.asarray(p, dtype=np.float64)
    flat = found.ravel()
    order = np.argsort(flat, kind="stable")[: np.count_nonzero(~np.isnan(flat))]
    ranked = flat[order] * len(order) / np.arange(1, len(order) + 1)
    q = np.full(flat.shape, np.nan)
    q[order] = np.minimum(1, np.minimum.accumulate(ranked[::-1])[::-1])
    return q.reshape(found.shape)


def _mid_p(seen: Numbers, row: Numbers, column: Numbers, total: float) -> Numbers:
    here = np.exp(_log_chance(seen, row, column, total))
    seen, row, column = seen[:, None], row[:, None], column[:, None]
    neither = total - row - column
    k = seen + np.arange(_TAIL)
    up = (row - k) * (column - k) / ((k + 1) * (neither + k + 1))
    above = here * np.multiply.accumulate(np.maximum(up, 0), axis=1).sum(axis=1)
    k = np.maximum(seen - np.arange(_TAIL), 0)
    down = k * (neither + k) / ((row - k + 1) * (column - k + 1))
    below = here * np.multiply.accumulate(np.maximum(down, 0), axis=1).sum(axis=1)
    # Far above expectation the lower tail is cut short, but it is not the smaller one.
    return np.asarray(np.minimum(1, 2 * np.minimum(above, below) + here))


def _log_chance(seen: Numbers, row: Numbers, column: Numbers, total: float) -> Numbers:
    return np.asarray(
        _log_choose(row, seen)
        + _log_choose(total - row, column - seen)
        - _log_choose(np.asarray(total), column)
    )


def _log_choose(n: Numbers, k: Numbers) -> Numbers:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))
