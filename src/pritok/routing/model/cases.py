"""Deals of the past as a training table, and the vocabulary that turns their levels into columns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pritok.routing.model.arrays import Flags, Floats
from pritok.routing.model.snapshot import FACTORS, Snapshot, levels_of, waited
from pritok.routing.model.tables import Measure, Shape, Table

# A level with fewer deals tells nothing; it counts as unknown.
_FEWEST = 5
_MOST_LEVELS = 120
# A desk with twice the usual number of open deals was worth 0.3 on the logit in every source at hand.
LOAD = Measure(mean=-0.3, sd=0.1)
WAITED = Measure(mean=0.0, sd=0.3)
HALF_LIFE_DAYS = 180.0


@dataclass(frozen=True, slots=True)
class Case:
    """A deal given to `person` with what was known then; `load` compares the desk with the others that could take it.

    `certainty` ≤ 1 weighs outcomes of deals that are not old enough to be sure (see `maturity`).
    """

    person: int
    snapshot: Snapshot
    load: float
    won: bool
    age_days: float
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The managers and the levels of each factor that the model has columns for."""

    people: tuple[int, ...]
    levels: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, cases: Sequence[Case]) -> "Vocabulary":
        people = tuple(sorted({case.person for case in cases}))
        counts: list[Counter[str]] = [Counter() for _ in FACTORS]
        for case in cases:
            found = levels_of(case.snapshot)
            for factor, counter in zip(FACTORS, counts, strict=True):
                level = found[factor.name]
                if level is not None:
                    counter[level] += 1
        return cls(people, tuple(_kept(counter) for counter in counts))

    @property
    def shape(self) -> Shape:
        return Shape(
            people=len(self.people),
            levels=tuple(len(levels) for levels in self.levels),
            crossed=CROSSED,
            measures=(LOAD, WAITED),
        )

    @property
    def blind_shape(self) -> Shape:
        """Return the shape of the same model without managers."""
        return Shape(0, self.shape.levels, (), self.shape.measures)

    def codes(self, snapshot: Snapshot) -> list[int]:
        found = levels_of(snapshot)
        return [
            levels.index(level) if (level := found[factor.name]) in levels else -1
            for factor, levels in zip(FACTORS, self.levels, strict=True)
        ]

    def table(self, cases: Sequence[Case]) -> Table:
        places = {person: place for place, person in enumerate(self.people)}
        index = [{level: place for place, level in enumerate(levels)} for levels in self.levels]
        codes = np.empty((len(cases), len(FACTORS)), dtype=np.int64)
        for row, case in enumerate(cases):
            found = levels_of(case.snapshot)
            codes[row] = [
                known.get(found[factor.name] or "", -1)
                for factor, known in zip(FACTORS, index, strict=True)
            ]
        return Table(
            person=np.array([places.get(case.person, -1) for case in cases], dtype=np.int64),
            factors=codes,
            measures=np.array([[case.load, waited(case.snapshot)] for case in cases], dtype=float),
            won=np.array([case.won for case in cases], dtype=float),
            weight=np.array([_weight(case) for case in cases]),
        )


CROSSED = tuple(place for place, factor in enumerate(FACTORS) if factor.is_crossed)


def load_ratio(loads: Floats, able: Flags | None = None) -> Floats:
    """Return how much fuller desks are than the average of those who may take the deal: 1 = twice as full."""
    counted = np.ones_like(loads) if able is None else able.astype(float)
    count = np.maximum(counted.sum(axis=-1, keepdims=True), 1)
    mean = (loads * counted).sum(axis=-1, keepdims=True) / count
    found: Floats = np.clip((loads + 1) / (mean + 1) - 1, -1.0, 2.0)
    return found


def _kept(counter: Counter[str]) -> tuple[str, ...]:
    often = [level for level, count in counter.most_common(_MOST_LEVELS) if count >= _FEWEST]
    return tuple(sorted(often))


def _weight(case: Case) -> float:
    return float(case.certainty * 0.5 ** (max(case.age_days, 0.0) / HALF_LIFE_DAYS))
