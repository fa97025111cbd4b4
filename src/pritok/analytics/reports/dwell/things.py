"""The stretches a question counts, as columns in memory, and the figures of any grouping of them.

The engine would sort them anew for each quantile; here one sort gives all quantiles of a grouping, exactly.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from pritok.analytics.dimensions import Parameters
from pritok.analytics.reports.dwell.stays import closed, standing
from pritok.analytics.reports.grouping import Groups, KeyColumns, rows_of, whole
from pritok.analytics.reports.population import keyed
from pritok.analytics.reports.report import Asked, Figure, Keys, Report
from pritok.analytics.rows import HANDED_OVER, STANDING
from pritok.analytics.statistics.groupwise import CENSORED, ENDED, Ranked, ranked

QUANTILES = {"median_s": 0.5, "p80_s": 0.8, "p90_s": 0.9}
# What a stretch counts for besides its length, each a bit of one small column behind those of its ending.
_COUNTED = {"open": "is_open", "stuck": "is_stuck", "returns": "is_back", "ping_pong": "is_bounce"}
_ENDING_BITS = 3
_ENDING = (1 << _ENDING_BITS) - 1
NOTHING: dict[str, Figure] = {
    "visits": 0,
    **dict.fromkeys(_COUNTED, 0),
    **dict.fromkeys(QUANTILES),
    "longest_s": None,
}


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
        self._keys = KeyColumns(keys, len(self._lengths))
        ending = self._bits & _ENDING
        is_censored = (ending == STANDING) | (ending == HANDED_OVER)
        self._fates = np.where(is_censored, CENSORED, ENDED).astype(np.int8)
        # Few count for anything besides their length.
        self._marked = np.flatnonzero(self._bits > _ENDING)
        marks = self._bits[self._marked]
        self._marks = {
            name: (marks >> place & 1).astype(bool)
            for place, name in enumerate(_COUNTED, _ENDING_BITS)
        }

    def grouped(self, by: Sequence[int]) -> tuple[Groups, Ranked]:
        """Return the groups, and all stretches in their order."""
        groups = self._keys.grouped(by)
        return groups, ranked(groups.codes, self._lengths, self._fates)

    def figures(self, by: Sequence[int]) -> dict[Keys, dict[str, Figure]]:
        """Return the figures of each group."""
        return self.figures_of(*self.grouped(by))

    def figures_of(self, groups: Groups, in_order: Ranked) -> dict[Keys, dict[str, Figure]]:
        at = in_order.staying(tuple(QUANTILES.values()))
        columns: dict[str, Sequence[Any]] = {"visits": in_order.total.tolist()}
        marked = groups.codes[self._marked]
        for name, marks in self._marks.items():
            columns[name] = np.bincount(marked[marks], minlength=in_order.groups).tolist()
        for place, name in enumerate(QUANTILES):
            columns[name] = whole(at[:, place])
        columns["longest_s"] = in_order.longest.tolist()
        return rows_of(groups, columns)


def _columns(asked: Asked, report: Report, keys: int) -> list[npt.NDArray[Any]]:
    """Return the keys, the stage, the length and the bits of all stretches, each a column."""
    parameters = Parameters()
    things = keyed(asked, report, parameters)
    bits = "".join(
        f" + case when {sql} then {1 << place} else 0 end"
        for place, sql in enumerate(_COUNTED.values(), _ENDING_BITS)
    )
    columns = "".join(f"key_{place}, " for place in range(keys))
    asked.cursor.execute(
        f"select {columns}at_stage, lasts_s, (ending{bits})::tinyint as bits from ({things})",
        parameters.values,
    )
    return list(asked.cursor.fetchnumpy().values())
