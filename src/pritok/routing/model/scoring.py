"""The chance to win for every pair of a deal and a manager, and where exactly it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from pritok.routing.model.arrays import Floats, Ints, sigmoid
from pritok.routing.model.cases import CROSSED
from pritok.routing.model.parameters import Model
from pritok.routing.model.snapshot import FACTORS, MEASURES, Snapshot, levels_of, waited

# Two-sided 90 % point of the normal distribution.
_Z90 = 1.645


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of the logit. `name`: team, load, waited, manager or a factor; `level`: of the factor, if any.

    `deals` stand behind it; `shrinkage` is the part of a manager's term that was taken back towards the team, None
    for terms that all managers share.
    """

    name: str
    level: str | None
    is_personal: bool
    logit: float
    deals: int
    shrinkage: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """`terms` add up to the logit of `chance` exactly; `team` is the chance with an average manager and desk."""

    chance: float
    low: float
    high: float
    team: float
    terms: tuple[Term, ...]


class Scorer:
    """A model ready to predict: made once, asked for every deal."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._place = {person: place for place, person in enumerate(model.people)}
        self._levels = [{name: n for n, name in enumerate(levels)} for levels in model.levels]
        shape = model.vocabulary.shape
        self._firsts = [group.start for group in shape.common_groups()]
        self._own_firsts = [group.start for group in shape.personal_groups()[1:]]
        self._common = np.array(model.common.effects)
        # By column, since few of them are filled. The last place is for whoever the model does not know: the average.
        own = [*(part.effects for part in model.personal), [0.0] * shape.personal]
        self._personal = np.ascontiguousarray(np.array(own).T)
        self._group = np.zeros(shape.personal, dtype=np.int64)
        for number, group in enumerate(shape.personal_groups()):
            self._group[group] = number
        # A fuller desk never speaks for a manager, whatever chance wrote into the data.
        self._load = min(0.0, float(self._common[1 + MEASURES.index("load")]))

    def places(self, people: Sequence[int]) -> Ints:
        """Return where the model keeps these managers; asked once for many deals."""
        return np.array([self._place.get(person, -1) for person in people], dtype=np.int64)

    def logits(self, snapshot: Snapshot, places: Ints, load: Floats) -> Floats:
        """Return the logit of winning with each manager; `load` is the ratio of `cases.load_ratio`."""
        common, own = self._active(snapshot)
        shared = self._shared(snapshot) + self._common[common].sum()
        personal = self._personal[own].sum(axis=0)[places]
        found: Floats = shared + personal + self._load * load
        return found

    def chances(self, snapshot: Snapshot, places: Ints, load: Floats) -> Floats:
        return sigmoid(self.logits(snapshot, places, load))

    def explain(self, snapshot: Snapshot, person: int, load: float) -> Explanation:
        terms = [*self._common_terms(snapshot, load), *self._own_terms(snapshot, person)]
        logit = sum(term.logit for term in terms)
        team = sum(term.logit for term in terms if not term.is_personal and term.name != "load")
        spread = _Z90 * self._sd(snapshot, person)
        return Explanation(
            _chance(logit),
            _chance(logit - spread),
            _chance(logit + spread),
            _chance(team),
            tuple(terms),
        )

    def _shared(self, snapshot: Snapshot) -> float:
        place = 1 + MEASURES.index("waited")
        return float(self._common[0] + self._common[place] * waited(snapshot))

    def _codes(self, snapshot: Snapshot) -> list[int]:
        found = levels_of(snapshot)
        return [
            known.get(found[factor.name] or "", -1)
            for factor, known in zip(FACTORS, self._levels, strict=True)
        ]

    def _active(self, snapshot: Snapshot) -> tuple[list[int], list[int]]:
        """Return the filled columns of the common part and of every manager's own."""
        codes = self._codes(snapshot)
        common = [
            first + code for first, code in zip(self._firsts, codes, strict=True) if code >= 0
        ]
        own = [0]
        for first, factor in zip(self._own_firsts, CROSSED, strict=True):
            if codes[factor] >= 0:
                own.append(first + codes[factor])
        return common, own

    def _common_terms(self, snapshot: Snapshot, load: float) -> list[Term]:
        part = self.model.common
        waiting = 1 + MEASURES.index("waited")
        terms = [
            Term("team", None, False, part.effects[0], self.model.deals),
            Term("load", None, False, self._load * load, self.model.deals),
            Term("waited", None, False, part.effects[waiting] * waited(snapshot), self.model.deals),
        ]
        for factor, first, code, levels in zip(
            FACTORS, self._firsts, self._codes(snapshot), self.model.levels, strict=True
        ):
            if code >= 0:
                place = first + code
                terms.append(
                    Term(factor.name, levels[code], False, part.effects[place], part.deals[place])
                )
        return terms

    def _own_terms(self, snapshot: Snapshot, person: int) -> list[Term]:
        _, own = self._active(snapshot)
        place = self._place.get(person)
        levels = levels_of(snapshot)
        names = ["manager", *(FACTORS[factor].name for factor in CROSSED)]
        part = self.model.personal[place] if place is not None else None
        terms = []
        for column in own:
            group = int(self._group[column])
            name = names[group]
            level = levels[name] if group else None
            if part is None:
                terms.append(Term(name, level, True, 0.0, 0, 1.0))
                continue
            taken_back = part.sds[column] ** 2 / self.model.personal_variances[group]
            effect, deals = part.effects[column], part.deals[column]
            terms.append(Term(name, level, True, effect, deals, min(1.0, taken_back)))
        return terms

    def _sd(self, snapshot: Snapshot, person: int) -> float:
        """Return the spread of the manager's own terms; taken as independent, so rather too wide."""
        _, own = self._active(snapshot)
        place = self._place.get(person)
        if place is None:
            variances = [self.model.personal_variances[int(self._group[column])] for column in own]
        else:
            variances = [self.model.personal[place].sds[column] ** 2 for column in own]
        return float(np.sqrt(sum(variances)))


def _chance(logit: float) -> float:
    return 1 / (1 + exp(-logit))
