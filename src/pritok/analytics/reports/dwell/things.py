"""The stretches a question counts, as columns in memory, and the figures of any grouping of them.

The engine would sort them anew for each quantile; here one sort gives all quantiles of a grouping, exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import prod
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pritok.analytics.dimensions import Parameters
from pritok.analytics.reports.dwell.stays import closed, standing
from pritok.analytics.reports.population import keyed
from pritok.analytics.reports.report import Asked, Figure, Keys, Report
from pritok.analytics.rows import HANDED_OVER, STANDING
from pritok.analytics.statistics.groupwise import CENSORED, ENDED, Ranked, dense, ranked

QUANTILES = {"median_s": 0.5, "p80_s": 0.8, "p90_s": 0.9}
# What a stretch counts for besides its length, each a bit of one small column behind those of its ending.
_COUNTED = {"open": "is_open", "stuck": "is_stuck", "returns": "is_back", "ping_pong": "is_bounce"}
_ENDING_BITS = 3
_ENDING = (1 << _ENDING_BITS) - 1
_MOST_CODES = 1 << 20
NOTHING: dict[str, Figure] = {
    "visits": 0,
    **dict.fromkeys(_COUNTED, 0),
    **dict.fromkeys(QUANTILES),
    "longest_s": None,
}


class Grouping(NamedTuple):
    """The groups that are there: their keys, and the place of each in `ranked`."""

    keys: list[Keys]
    places: list[int]
    ranked: Ranked
    code: npt.NDArray[np.integer]


class Things:
    """`by` of the methods are numbers of columns: the keys of the report's rows, then, last, the stage."""

    def __init__(self, asked: Asked, report: Report) -> None:
        self.stage = len(report.keys_of(asked.question))
        parts = [
            _columns(asked, replace(report, relate=relate), self.stage)
            for relate in (closed, standing)
        ]
        *keys, self._lengths, self._bits = (
            np.concatenate([np.asarray(column) for column in columns])
            for columns in zip(*parts, strict=True)
        )
        self._columns = [dense(key) for key in keys]
        ending = self._bits & _ENDING
        is_censored = (ending == STANDING) | (ending == HANDED_OVER)
        self._fates = np.where(is_censored, CENSORED, ENDED).astype(np.int8)

    def grouped(self, by: Sequence[int]) -> Grouping:
        code: npt.NDArray[np.integer] = np.zeros(len(self._lengths), dtype=np.int64)
        sizes = [len(self._columns[column][1]) for column in by]
        for column in by:
            own, present = self._columns[column]
            code = code * len(present) + own if len(by) > 1 else own
        known = None
        if prod(sizes) > _MOST_CODES:
            known, code = np.unique(code, return_inverse=True)
        in_order = ranked(code, self._lengths, self._fates)
        places = np.flatnonzero(in_order.total)
        at = np.unravel_index(places if known is None else known, sizes) if by else ()
        values = [
            self._columns[column][1][place].tolist() for column, place in zip(by, at, strict=True)
        ]
        keys: list[Keys] = list(zip(*values, strict=True)) if by else [()] * len(places)
        return Grouping(keys, places.tolist(), in_order, code)

    def figures(self, by: Sequence[int]) -> dict[Keys, Mapping[str, Figure]]:
        """Return the figures of each group."""
        return self.figures_of(self.grouped(by))

    def figures_of(self, grouping: Grouping) -> dict[Keys, Mapping[str, Figure]]:
        in_order = grouping.ranked
        at = in_order.staying(tuple(QUANTILES.values()))
        counts = {
            name: np.bincount(
                grouping.code[(self._bits >> place & 1).astype(bool)], minlength=in_order.groups
            )
            for place, name in enumerate(_COUNTED, _ENDING_BITS)
        }
        columns: dict[str, npt.NDArray[Any]] = {
            "visits": in_order.total,
            **counts,
            **{name: _whole(at[:, place]) for place, name in enumerate(QUANTILES)},
            "longest_s": in_order.longest,
        }
        chosen = (column[grouping.places].tolist() for column in columns.values())
        rows = zip(*chosen, strict=True)
        return {
            keys: dict(zip(columns, row, strict=True))
            for keys, row in zip(grouping.keys, rows, strict=True)
        }


def _columns(asked: Asked, report: Report, keys: int) -> list[npt.NDArray[Any]]:
    """Return the keys, the stage, the length and the bits of all stretches, each a column."""
    parameters = Parameters()
    things = keyed(asked, report, parameters)
    bits = "".join(
        f" + {1 << place} * {sql}::integer"
        for place, sql in enumerate(_COUNTED.values(), _ENDING_BITS)
    )
    columns = "".join(f"key_{place}, " for place in range(keys))
    asked.cursor.execute(
        f"select {columns}at_stage, lasts_s, (ending{bits})::tinyint as bits from ({things})",
        parameters.values,
    )
    return list(asked.cursor.fetchnumpy().values())


def _whole(at: npt.NDArray[np.float64]) -> npt.NDArray[np.object_]:
    lengths = np.nan_to_num(at).astype(np.int64).astype(object)
    lengths[np.isnan(at)] = None
    return lengths


def whole(value: float) -> int | None:
    """Return a length in whole seconds; None for one that was not seen."""
    return None if np.isnan(value) else int(value)
