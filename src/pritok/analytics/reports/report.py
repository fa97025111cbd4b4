"""What every report is: a relation of things it counts, figures over groups of them, and cells that open lists.

A report says *what* is counted; filters, grouping, credit, drill-down, comparison, names, files and who may see what
are the same for all and live elsewhere. To add one, see docs/develop/add-a-report.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import duckdb

from pritok.analytics import working
from pritok.analytics.dimensions import Parameters
from pritok.analytics.metrics.metric import Metric
from pritok.analytics.reports.question import Question
from pritok.analytics.stages import StageOrder
from pritok.analytics.store import Mark

Cursor = duckdb.DuckDBPyConnection
Keys = tuple[int, ...]
Figure = int | float | None


@dataclass(frozen=True)
class Asked:
    """A question put to one snapshot of the mirror."""

    cursor: Cursor
    mark: Mark
    question: Question

    @cached_property
    def order(self) -> StageOrder:
        return StageOrder.of(self.mark.stages)

    def working_s(self, at: int) -> int:
        """Return the organisation's working seconds up to the Unix second `at` (differences are what counts)."""
        return int(working.index(self.mark.calendar).at(at))


@dataclass
class Row:
    """One group. `keys` are in the order of the grouping; money in minor units, times in Unix seconds."""

    keys: Keys
    figures: dict[str, Figure]


@dataclass
class Answer:
    """`parts` holds what only this report has (curves, matrices), by name, in keys without names."""

    rows: list[Row]
    total: Row
    parts: dict[str, Any] = field(default_factory=dict)


class Relate(Protocol):
    """Gives the SQL of the things counted; see `population.relation` for its columns."""

    def __call__(
        self,
        asked: Asked,
        parameters: Parameters,
        *,
        keys_of: Sequence[str] = (),
        more: Sequence[str] = (),
    ) -> str: ...


@dataclass(frozen=True)
class Report:
    """A report as data.

    `cells` name the numbers that open a list: the condition a counted thing fulfils; the first is the row's own list.
    `beside` are dimensions a row always has besides those asked for. `part` tells things of one deal apart and
    `details` are columns shown with each in the list. Rows are sorted by the figure `sorted_by`, largest first.
    `options` are the words this report takes besides the common ones, each with its values, the usual one first.
    `costly` names the parts that only those who may see costs are shown. `is_now`: a state as of now, which no
    period cuts and no rows of periods divide. `rank` puts lists in order, the largest first.
    """

    metric: Metric
    figures: tuple[Metric, ...]
    cells: Mapping[str, str]
    relate: Relate
    answer: Callable[[Asked], Answer]
    sorted_by: str
    beside: tuple[str, ...] = ()
    part: str = "0"
    details: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    costly: frozenset[str] = frozenset()
    is_now: bool = False
    rank: str = "created_at"

    @property
    def key(self) -> str:
        return self.metric.key

    @property
    def first_cell(self) -> str:
        return next(iter(self.cells))

    def keys_of(self, question: Question) -> tuple[str, ...]:
        """Return the dimensions of a row's keys, in order."""
        return (*question.group_by, *(key for key in self.beside if key not in question.group_by))
