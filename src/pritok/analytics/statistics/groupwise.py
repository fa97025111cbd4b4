"""Quantiles of how long things last, for many groups and millions of things at once; exact, in one sort.

Sorted by group, then duration, what ended before what was censored, a curve changes its shape only where something
was censored: between two such places it falls by the same step. So Kaplan–Meier needs products over the censored
alone, each of them raising what is left by b ÷ (b - 1) with b still at risk (“redistribution to the right”, Efron,
Proc. Fifth Berkeley Symposium IV, 1967), and Aalen–Johansen gives each end the weight reached by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
ENDED, ENDED_OTHERWISE, CENSORED = 0, 1, 2
_FATE_BITS = 2
_MOST_GROUPS = 1 << 22
# A share met to the last bits is met.
_SLACK = 1e-11


@dataclass(frozen=True, eq=False)
class Ranked:
    """Things of many groups in order. `keys` hold group, duration and fate; `starts` where each group begins."""

    keys: npt.NDArray[np.integer]
    bits: int
    starts: Integers

    @property
    def groups(self) -> int:
        return len(self.starts) - 1

    @property
    def total(self) -> Integers:
        """The number of things in each group, shape (groups,)."""
        return np.diff(self.starts)

    @property
    def longest(self) -> Integers:
        """The longest duration seen in each group, -1 in an empty one."""
        last = self._lengths(np.maximum(self.starts[1:] - 1, 0)) if len(self.keys) else self.total
        return np.where(self.total > 0, last, -1)

    def staying(self, shares: Sequence[float]) -> Numbers:
        """Return the Kaplan–Meier quantiles, shape (groups, shares): when so large a share had ended, in any way.

        NaN where that was not seen: then write “more than `longest`”.
        """
        size, first = self.total, self._segments_from
        places = np.full((self.groups, len(shares)), -1, dtype=np.int64)
        some = np.flatnonzero(size)
        for column, share in enumerate(shares):
            level = 1 - share + _SLACK
            # What is left only falls, so the first segment that ends at the level is the number of those above it.
            part = first[some] + np.add.reduceat(self._left > level, first[some])
            fallen = np.ceil(size[some] - 1 - level * size[some] / self._rise[part])
            place = np.maximum(self._begins[part], fallen.astype(np.int64))
            places[some, column] = np.where(place < size[some], self.starts[some] + place, -1)
        return self._lengths_or_nan(places)

    def ending(self, fate: int, shares: Sequence[float]) -> Numbers:
        """Return quantiles of the time to this end among things that end so, by Aalen–Johansen incidence.

        Shape (groups, shares). Ends seen late count for the censored too, so that open things make no difference
        where they are alike; NaN without any such end.
        """
        at = np.flatnonzero((self.keys & 3) == fate)
        weight = self._weight_at(at)
        cuts = np.searchsorted(at, self.starts)
        places = np.full((self.groups, len(shares)), -1, dtype=np.int64)
        for group, (start, end) in enumerate(pairwise(cuts)):
            if start == end:
                continue
            so_far = np.cumsum(weight[start:end])
            wanted = so_far[-1] * (np.asarray(shares) - _SLACK)
            places[group] = at[start + np.searchsorted(so_far, wanted)]
        return self._lengths_or_nan(places)

    def ended_by(self, fate: int, times: Sequence[int]) -> Numbers:
        """Return the Aalen–Johansen share that had ended so by each time, shape (groups, times).

        NaN beyond the longest thing seen, where some had not ended, and in an empty group.
        """
        at = np.flatnonzero((self.keys & 3) == fate)
        so_far = np.append(0.0, np.cumsum(self._weight_at(at)))
        cuts = np.searchsorted(at, self.starts[:-1])
        shares = np.full((self.groups, len(times)), np.nan)
        code = np.arange(self.groups)
        for column, time in enumerate(times):
            # Within the bits of a duration, so that later groups stay later.
            known = min(time + 1, (1 << self.bits) - 1)
            end = np.searchsorted(
                self.keys, _keys(code, code * 0 + known, self.bits, self.keys.dtype)
            )
            end = self.starts[1:] if time >= known else end
            share = (so_far[np.searchsorted(at, end)] - so_far[cuts]) / np.maximum(self.total, 1)
            is_known = (time <= self.longest) | ~self._is_last_censored
            shares[:, column] = np.where((self.total > 0) & is_known, share, np.nan)
        return shares

    def weights(self, groups: npt.ArrayLike, durations: npt.ArrayLike) -> Numbers:
        """Return the weight of ends at these durations, shape (n,), 1 where nothing was censored before."""
        keys = _keys(np.asarray(groups), np.asarray(durations), self.bits, self.keys.dtype)
        return self._weight_at(np.searchsorted(self.keys, keys))

    @cached_property
    def _is_last_censored(self) -> npt.NDArray[np.bool_]:
        if not len(self.keys):
            return np.zeros(self.groups, dtype=bool)
        return np.asarray((self.keys[np.maximum(self.starts[1:] - 1, 0)] & CENSORED) > 0)

    @cached_property
    def _censored(self) -> npt.NDArray[np.intp]:
        # Of booleans the places are found several times as fast as of numbers.
        return np.flatnonzero((self.keys & CENSORED) != 0)

    @cached_property
    def _cuts(self) -> npt.NDArray[np.intp]:
        return np.searchsorted(self._censored, self.starts)

    @cached_property
    def _rises(self) -> Numbers:
        """What each censored thing raises the rest by, multiplied up within its group."""
        group = np.repeat(np.arange(self.groups), np.diff(self._cuts))
        at_risk = self.starts[group + 1] - self._censored
        rises = at_risk / np.maximum(at_risk - 1, 1)
        for start, end in pairwise(self._cuts):
            np.multiply.accumulate(rises[start:end], out=rises[start:end])
        return np.asarray(rises)

    # The censored cut each group into segments, one more than they are; each property has one entry per segment.

    @cached_property
    def _segments_from(self) -> Integers:
        return np.asarray(self._cuts[:-1] + np.arange(self.groups))

    @cached_property
    def _behind(self) -> npt.NDArray[np.intp]:
        """The segment that ends at each censored thing."""
        group = np.repeat(np.arange(self.groups), np.diff(self._cuts))
        return np.arange(len(self._censored)) + group

    @cached_property
    def _rise(self) -> Numbers:
        rise = np.ones(len(self._censored) + self.groups)
        rise[self._behind + 1] = self._rises
        return rise

    @cached_property
    def _begins(self) -> Integers:
        begins = np.zeros(len(self._rise), dtype=np.int64)
        begins[self._behind + 1] = self._censored - self._start_of_censored + 1
        return begins

    @cached_property
    def _left(self) -> Numbers:
        """The share left at the end of each segment; of the last one in a group nothing is."""
        left = np.zeros(len(self._rise))
        size = np.repeat(self.total, np.diff(self._cuts))
        place = self._censored - self._start_of_censored
        left[self._behind] = (size - place) / size * self._rise[self._behind]
        return left

    @cached_property
    def _start_of_censored(self) -> Integers:
        return np.repeat(self.starts[:-1], np.diff(self._cuts))

    def _weight_at(self, places: npt.NDArray[np.intp]) -> Numbers:
        """Return how far the rest is raised just before each place."""
        group = np.searchsorted(self.starts, places, side="right") - 1
        before = np.searchsorted(self._censored, places)
        return np.where(before > self._cuts[group], np.append(1.0, self._rises)[before], 1.0)

    def _lengths(self, places: npt.NDArray[np.integer]) -> Integers:
        keys = self.keys[places].astype(np.int64)
        return np.asarray((keys >> _FATE_BITS) & ((1 << self.bits) - 1))

    def _lengths_or_nan(self, places: Integers) -> Numbers:
        if not len(self.keys):
            return np.full(places.shape, np.nan)
        return np.where(places >= 0, self._lengths(np.maximum(places, 0)), np.nan)


def ranked(groups: npt.ArrayLike, durations: npt.ArrayLike, fates: npt.ArrayLike) -> Ranked:
    """Sort things, given as columns of shape (n,): dense group codes ≥ 0, whole durations ≥ 0, fates as above.

    Raises ValueError when the columns differ in length or a number is out of range.
    """
    code, length = np.asarray(groups), np.asarray(durations)
    fate = np.asarray(fates)
    if code.ndim != 1 or not code.shape == length.shape == fate.shape:
        raise ValueError("Groups, durations and fates must be equally long columns.")
    if not len(code):
        return Ranked(np.empty(0, dtype=np.int64), 1, np.zeros(1, dtype=np.int64))
    if length.min() < 0:
        raise ValueError("A duration is below zero.")
    if code.min() < 0 or code.max() >= _MOST_GROUPS:
        raise ValueError("Group codes must be dense and not below zero.")
    count, bits = int(code.max()) + 1, max(1, int(length.max()).bit_length())
    if (count - 1).bit_length() + bits + _FATE_BITS > 62:
        raise ValueError("Durations are too long to be sorted together.")
    # Half as wide is twice as fast to sort.
    is_narrow = (count - 1).bit_length() + bits + _FATE_BITS <= 32
    kind = np.dtype(np.uint32 if is_narrow else np.int64)
    keys = _keys(code, length, bits, kind)
    _put(keys, fate)
    keys.sort()
    begins = _keys(np.arange(count), np.zeros(count, np.int64), bits, kind)
    return Ranked(keys, bits, np.append(np.searchsorted(keys, begins), len(keys)))


def weighted_quantiles(
    groups: npt.ArrayLike, values: npt.ArrayLike, weights: npt.ArrayLike, shares: Sequence[float]
) -> dict[int, list[float]]:
    """Return, per group, the smallest value at or below which so large a share of the weight lies.

    Columns of shape (n,), whole groups, weights > 0; a list in the order of `shares`.
    """
    code, value, weight = np.asarray(groups), np.asarray(values), np.asarray(weights)
    order = np.lexsort((value, code))
    code, value, weight = code[order], value[order], weight[order]
    found, starts = np.unique(code, return_index=True)
    quantiles = {}
    for group, (start, end) in zip(found.tolist(), pairwise([*starts, len(code)]), strict=True):
        so_far = np.cumsum(weight[start:end])
        places = np.searchsorted(so_far, so_far[-1] * (np.asarray(shares) - _SLACK))
        quantiles[group] = [float(each) for each in value[start + places]]
    return quantiles


def _keys(
    code: npt.NDArray[np.integer], length: npt.NDArray[np.integer], bits: int, kind: np.dtype
) -> npt.NDArray[np.integer]:
    keys = code.astype(kind)
    keys <<= kind.type(bits)
    _put(keys, length)
    keys <<= kind.type(_FATE_BITS)
    return keys


def _put(keys: npt.NDArray[np.integer], part: npt.NDArray[np.integer]) -> None:
    # In place and piece by piece: fresh memory for millions of numbers costs as much as sorting them.
    np.bitwise_or(keys, part, out=keys, casting="unsafe")


def dense(keys: npt.ArrayLike) -> tuple[npt.NDArray[np.integer], Integers]:
    """Return a code 0, 1 … for each of `keys` (ids ≥ 0, shape (n,)), in their order, and the key of each code."""
    column = np.asarray(keys)
    if not len(column):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    is_there = np.zeros(int(column.max()) + 1, dtype=bool)
    is_there[column] = True
    present = np.flatnonzero(is_there)
    codes = np.zeros(len(is_there), dtype=np.int32)
    codes[present] = np.arange(len(present))
    return codes[column], present
