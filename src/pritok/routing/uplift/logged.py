"""Decisions with their logged chances and outcomes, as the estimators read them."""

from dataclasses import dataclass

import numpy as np

from pritok.routing.model.arrays import Flags, Floats, Ints


@dataclass(frozen=True, slots=True)
class Logged:
    """Decisions in order of time. `person` is the place chosen; `best` and `fair` are deals × people.

    `control` is the share of drawn deals at that moment, `is_control` the arm of this one. The arm and `person` are
    those of the assignment: who got the deal by hand later changes neither (intention to treat). `won`: within the
    fixed number of days that every counted deal has had.
    """

    person: Ints
    best: Floats
    fair: Floats
    control: Floats
    is_control: Flags
    won: Floats

    def __len__(self) -> int:
        return len(self.person)

    @property
    def chance(self) -> Floats:
        """Return the logged mixture (deals × people)."""
        part = self.control[:, None]
        return part * self.fair + (1 - part) * self.best

    def weights(self, target: Floats) -> Floats:
        """Return how much likelier the target would have made each choice than the log did."""
        every = np.arange(len(self))
        found: Floats = target[every, self.person] / self.chance[every, self.person]
        return found
