"""Deals as numbers, and the columns of the regression they make.

The common part has an intercept, measures (numbers such as load) and one column per level of each factor; every
manager has an own part with a column for the manager alone and one per level of each crossed factor.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pritok.routing.model.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with a slope of its own: what is expected of the slope before any deal was seen."""

    mean: float = 0.0
    sd: float = 1.0


@dataclass(frozen=True, slots=True)
class Shape:
    """How many managers, the levels of each factor, which factors are crossed with managers, and the measures."""

    people: int
    levels: tuple[int, ...]
    crossed: tuple[int, ...]
    measures: tuple[Measure, ...] = ()

    @property
    def common(self) -> int:
        return 1 + len(self.measures) + sum(self.levels)

    @property
    def personal(self) -> int:
        return 1 + sum(self.levels[factor] for factor in self.crossed)

    def common_groups(self) -> list[slice]:
        """Return the columns of the common part that share a variance: each factor's."""
        starts = np.cumsum([1 + len(self.measures), *self.levels])
        return [slice(int(a), int(b)) for a, b in pairwise(starts)]

    def personal_groups(self) -> list[slice]:
        """Return the columns of a manager's part that share a variance: the manager alone, then each cross."""
        starts = np.cumsum([0, 1, *(self.levels[factor] for factor in self.crossed)])
        return [slice(int(a), int(b)) for a, b in pairwise(starts)]


@dataclass(frozen=True, slots=True)
class Table:
    """Deals: `person` (n), `factors` (n × factors), `measures` (n × measures), `won` 0 or 1, `weight`.

    -1 stands for a manager or a level that the shape does not know: its column is zero for that deal.
    """

    person: Ints
    factors: Ints
    measures: Floats
    won: Floats
    weight: Floats

    def __len__(self) -> int:
        return len(self.person)

    def rows(self, chosen: Ints | slice) -> "Table":
        return Table(
            self.person[chosen],
            self.factors[chosen],
            self.measures[chosen],
            self.won[chosen],
            self.weight[chosen],
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """The filled columns of each deal: which ones, and with what; the rest are zero."""

    common: Ints
    common_values: Floats
    personal: Ints
    personal_values: Floats
    person: Ints

    @classmethod
    def of(cls, table: Table, shape: Shape) -> "Columns":
        count = len(table)
        known = (table.factors >= 0).astype(float)
        codes = np.maximum(table.factors, 0)
        firsts = _firsts(shape.common_groups())
        own_firsts = _firsts(shape.personal_groups())
        crossed = list(shape.crossed)
        head = np.broadcast_to(np.arange(1 + len(shape.measures)), (count, 1 + len(shape.measures)))
        zeros, ones = np.zeros((count, 1), dtype=np.int64), np.ones((count, 1))
        is_known = (table.person >= 0).astype(float)[:, None]
        return cls(
            common=np.hstack([head, codes + firsts]),
            common_values=np.hstack([ones, table.measures, known]),
            personal=np.hstack([zeros, codes[:, crossed] + own_firsts[1:]]),
            personal_values=np.hstack([ones, known[:, crossed]]) * is_known,
            person=np.maximum(table.person, 0),
        )


def _firsts(groups: list[slice]) -> Ints:
    return np.array([group.start for group in groups], dtype=np.int64)
