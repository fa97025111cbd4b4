"""Groups of things that are columns in memory: for figures the engine would need a sort of its own for."""

from collections.abc import Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pritok.analytics.reports.report import Keys
from pritok.analytics.statistics.groupwise import dense

_MOST_CODES = 1 << 20


class Groups(NamedTuple):
    """`codes` has the group of each thing; `keys[i]` are the keys of the group whose code is `places[i]`."""

    codes: npt.NDArray[np.integer]
    keys: list[Keys]
    places: list[int]


class KeyColumns:
    """Columns of keys (ids ≥ 0), equally long, that things can be grouped by."""

    def __init__(self, columns: Sequence[npt.ArrayLike], length: int) -> None:
        self._length = length
        self._columns = [dense(column) for column in columns]

    def grouped(self, by: Sequence[int]) -> Groups:
        """Return the groups there are by these of the columns; by none, all things are one group."""
        codes: npt.NDArray[np.integer] = np.zeros(self._length, dtype=np.int64)
        sizes = [len(self._columns[column][1]) for column in by]
        for column in by:
            own, present = self._columns[column]
            codes = codes * len(present) + own if len(by) > 1 else own
        if not self._length:
            return Groups(codes, [], [])
        if prod(sizes) > _MOST_CODES:
            # Most of so many groups are empty.
            known, codes = np.unique(codes, return_inverse=True)
            places = np.arange(len(known))
        else:
            known = places = np.flatnonzero(np.bincount(codes))
        at = np.unravel_index(known, sizes) if by else ()
        values = [
            self._columns[column][1][place].tolist() for column, place in zip(by, at, strict=True)
        ]
        keys: list[Keys] = list(zip(*values, strict=True)) if by else [()]
        return Groups(codes, keys, places.tolist())


def whole(at: npt.NDArray[np.float64]) -> list[int | None]:
    """Return lengths as whole seconds; None for one that was not seen (NaN)."""
    return [
        None if is_unknown else int(length)
        for length, is_unknown in zip(at, np.isnan(at), strict=True)
    ]


def rows_of(groups: Groups, columns: dict[str, Sequence[Any]]) -> dict[Keys, dict[str, Any]]:
    """Return a row of figures for each group; each column has a value per code."""
    chosen = ([column[place] for place in groups.places] for column in columns.values())
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*chosen, strict=True))
    return dict(zip(groups.keys, rows, strict=True))
