"""How long things last when some have not ended yet: Kaplan–Meier and Aalen–Johansen.

At equal times those that end go first: what is censored then was still there to see it. Durations may have any
unit; answers have the same one.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ADVANCED, LOST, CENSORED = "advanced", "lost", "censored"
Numbers = npt.NDArray[np.float64]
# Products of millions of factors miss a share such as 1/2 by their last bits; no real share lies this near.
_SLACK = 1e-11


@dataclass(frozen=True, eq=False)
class Survival:
    """A Kaplan–Meier curve: `staying[i]` is the share still there just after `times[i]`.

    The arrays are equally long, one entry for each distinct time at which something ended, ascending. `total` is
    the number (or weight) of things seen, `longest` the longest duration seen, None where nothing was seen.
    """

    times: Numbers
    at_risk: Numbers
    ended: Numbers
    staying: Numbers
    total: float
    longest: float | None

    def quantile(self, share: float) -> float | None:
        """Return the first time by which `share` (0 < share < 1) of all had ended; None where that was not seen."""
        place = _first_at_most(self.staying, 1 - share)
        return None if place is None else float(self.times[place])

    @property
    def median(self) -> float | None:
        return self.quantile(0.5)

    def staying_at(self, time: float) -> float:
        """Return the share still there just after `time`; beyond `longest` it is the last share known."""
        place = int(np.searchsorted(self.times, time, side="right"))
        return 1.0 if place == 0 else float(self.staying[place - 1])

    def points(self, limit: int = 200) -> list[tuple[float, float]]:
        """Return corners (time, share staying) of the step curve for a picture, at most `limit` + 2.

        Longer curves keep the corners nearest to equal steps of the share, never points between corners.
        """
        if self.longest is None:
            return []
        places = np.arange(len(self.times))
        if len(places) > limit:
            levels = np.linspace(self.staying[0], self.staying[-1], limit)
            found = np.searchsorted(-self.staying, -levels, side="left")
            places = np.unique(np.minimum(found, len(self.staying) - 1))
        corners = [(float(self.times[i]), float(self.staying[i])) for i in places]
        last = corners[-1][1] if corners else 1.0
        return [(0.0, 1.0), *corners, (float(self.longest), last)]


def kaplan_meier(
    durations: npt.ArrayLike, ended: npt.ArrayLike, weights: npt.ArrayLike | None = None
) -> Survival:
    """Return the curve of single durations: shape (n,), `ended` true or (censored) false, weights ≥ 0 or all 1.

    Kaplan and Meier, JASA 53 (1958). Raises ValueError when the shapes differ or a duration is below 0.
    """
    times, is_end = _durations(durations), np.asarray(ended, dtype=bool)
    if weights is not None:
        weight = np.asarray(weights, dtype=np.float64)
        return kaplan_meier_of_counts(times, weight * is_end, weight * ~is_end)
    _same_shape(times, is_end)
    ordered = np.sort(times)
    at, count = np.unique(times[is_end], return_counts=True)
    at_risk = len(ordered) - np.searchsorted(ordered, at, side="left")
    return _survival(at, at_risk, count, float(len(ordered)), ordered[-1:])


def kaplan_meier_of_counts(
    durations: npt.ArrayLike, ended: npt.ArrayLike, censored: npt.ArrayLike
) -> Survival:
    """Return the curve of grouped durations: for each duration how many ended and how many were censored.

    Three arrays of shape (n,); a duration may come more than once, counts may be weights. Raises ValueError when
    the shapes differ or a duration is below 0.
    """
    at, (gone, left) = _by_time(durations, ended, censored)
    seen = gone + left
    at_risk = _from_here_on(seen)
    is_end = gone > 0
    longest = at[seen > 0][-1:]
    return _survival(at[is_end], at_risk[is_end], gone[is_end], float(seen.sum()), longest)


@dataclass(frozen=True, eq=False)
class Incidence:
    """Shares just after each of `times` (ascending, all times seen): won, lost and neither; they sum to 1."""

    times: Numbers
    won: Numbers
    lost: Numbers
    staying: Numbers

    def won_by(self, time: float) -> float | None:
        """Return the share won at `time` or before; None beyond the longest time seen, unless all had ended."""
        place = int(np.searchsorted(self.times, time, side="right"))
        return self._known(place, time)

    def won_before(self, time: float) -> float | None:
        """Return the share won earlier than `time`; None as in `won_by`."""
        place = int(np.searchsorted(self.times, time, side="left"))
        return self._known(place, time)

    def _known(self, place: int, time: float) -> float | None:
        if not len(self.times) or (time > self.times[-1] and self.staying[-1] > _SLACK):
            return None
        return 0.0 if place == 0 else float(self.won[place - 1])


def aalen_johansen(
    durations: npt.ArrayLike, won: npt.ArrayLike, lost: npt.ArrayLike, censored: npt.ArrayLike
) -> Incidence:
    """Return the cumulative incidence of winning and of losing, each the other's competitor.

    Four arrays of shape (n,): for each duration how many were won, lost and censored then. Aalen and Johansen,
    Scandinavian Journal of Statistics 5 (1978). Raises ValueError as `kaplan_meier_of_counts`.
    """
    at, (gains, losses, left) = _by_time(durations, won, lost, censored)
    at_risk = _from_here_on(gains + losses + left)
    hazard = np.divide(gains + losses, at_risk, out=np.zeros_like(at_risk), where=at_risk > 0)
    staying = np.multiply.accumulate(1 - hazard)
    # What leaves at a time is shared out between the two: so the three shares keep their sum.
    leaving = np.concatenate([[1.0], staying])[:-1] - staying
    part = np.divide(gains, gains + losses, out=np.zeros_like(gains), where=gains + losses > 0)
    return Incidence(at, np.cumsum(leaving * part), np.cumsum(leaving * (1 - part)), staying)


def cumulative_incidence(
    counts: Mapping[tuple[int, str], int], until: Sequence[int]
) -> list[float | None]:
    """Return the Aalen–Johansen share that advanced before each time of `until`, being lost competing.

    `counts` says how many left the risk set at a whole time, and how. None where nobody is left to tell: all
    that had not ended were censored earlier.
    """
    times = sorted({time for time, _ in counts})
    columns = [[counts.get((time, fate), 0) for time in times] for fate in _FATES]
    incidence = aalen_johansen(times, *columns)
    return [incidence.won_before(time) for time in until]


_FATES = (ADVANCED, LOST, CENSORED)


def _survival(
    at: npt.NDArray[np.generic],
    at_risk: npt.NDArray[np.generic],
    gone: npt.NDArray[np.generic],
    total: float,
    longest: npt.NDArray[np.generic],
) -> Survival:
    risk, ends = at_risk.astype(np.float64), gone.astype(np.float64)
    staying = np.multiply.accumulate((risk - ends) / risk)
    return Survival(
        at.astype(np.float64),
        risk,
        ends,
        staying,
        total,
        float(longest[0]) if len(longest) else None,
    )


def _by_time(durations: npt.ArrayLike, *counts: npt.ArrayLike) -> tuple[Numbers, Iterator[Numbers]]:
    times = _durations(durations)
    columns = [np.asarray(column, dtype=np.float64) for column in counts]
    _same_shape(times, *columns)
    at, place = np.unique(times, return_inverse=True)
    return at.astype(np.float64), (_sums(place, column, len(at)) for column in columns)


def _sums(place: npt.NDArray[np.intp], column: Numbers, length: int) -> Numbers:
    # Of nothing, the sums would be whole numbers.
    return np.asarray(np.bincount(place, column, length), dtype=np.float64)


def _from_here_on(seen: Numbers) -> Numbers:
    return np.cumsum(seen[::-1])[::-1]


def _first_at_most(staying: Numbers, level: float) -> int | None:
    """Return the first place where a falling curve is down to `level`."""
    place = bisect_left(range(len(staying)), True, key=lambda i: staying[i] <= level + _SLACK)
    return place if place < len(staying) else None


def _durations(values: npt.ArrayLike) -> npt.NDArray[np.generic]:
    found = np.asarray(values)
    _not_below_zero(found)
    return found


def _not_below_zero(durations: npt.NDArray[np.generic]) -> None:
    if durations.size and durations.min() < 0:
        raise ValueError("A duration is below zero.")


def _same_shape(*columns: npt.NDArray[np.generic]) -> None:
    if len({column.shape for column in columns}) > 1 or columns[0].ndim != 1:
        raise ValueError("Durations and their counts must be equally long columns.")
