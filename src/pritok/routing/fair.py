"""The fair choice: who is next, by what each was given and what each was owed. Pure and exact.

Every decision owes one deal. It is split by weight among those who may take it (`due`) and given to one of them
(`given`). Whoever may not take a deal at that moment is owed nothing for it, so nobody returns to a flood.

Promise, with k people in the distribution and a count that started at zero:

* nobody is ever left out and weights stay: |given − due| ≤ 1 − 1/(2k − 2) for everyone, after every decision
  (R. Tijdeman, "The chairman assignment problem", 1980: the earliest deadline among those already owed enough);
* any pattern of absences, full desks and weights: |given − due| ≤ (k + 1) / 2. The largest debt goes first then;
  with T(j) the largest sum of j debts, one such step leaves T(j) ≤ max(T(j), (T(j−1) + T(j+1) + 1) / 2), hence
  T(j) ≤ j(k − j)/2 + 1, where the 1 pays for the decisions taken by deadline.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# One deal, in the whole parts in which debts are kept: shares of 1/3 stay exact to a billionth.
PARTS = 1_000_000_000

Rule = Literal["deadline", "largest_debt"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person in the distribution of a pipeline: `given` in deals, `due` in `PARTS` of a deal."""

    person: int
    weight: int
    given: int = 0
    due: int = 0
    is_eligible: bool = True

    @property
    def debt(self) -> int:
        """What this person is still owed, in `PARTS`; negative after more than the share."""
        return self.due - self.given * PARTS


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome: `accrued` is what each eligible person was owed for it; `tied` were equal before the draw."""

    person: int
    tied: tuple[int, ...]
    accrued: dict[int, int]
    propensity: float
    rule: Rule


def choose(candidates: Sequence[Candidate], *, seed: int) -> Decision | None:
    """Return who gets the next deal, the same for the same seed; None when nobody may take it."""
    able = sorted((c for c in candidates if c.is_eligible and c.weight > 0), key=lambda c: c.person)
    if not able:
        return None
    total = sum(candidate.weight for candidate in able)
    accrued = {c.person: PARTS * c.weight // total for c in able}
    debts = {c.person: c.debt + accrued[c.person] for c in able}
    tied: list[int] = []
    rule: Rule = "deadline"
    if _is_calm(candidates):
        tied = _earliest_deadline(able, debts, total)
    if not tied:
        rule = "largest_debt"
        highest = max(debts.values())
        # Debts that differ by rounding only are equal: the draw decides, not the order of keys.
        tied = [person for person, debt in debts.items() if highest - debt <= len(able)]
    person = tied[draw(len(tied), seed=seed)]
    # What division left over goes to the chosen one, so that all debts always add up to what they were.
    accrued[person] += PARTS - sum(accrued.values())
    return Decision(person, tuple(tied), accrued, 1 / len(tied), rule)


def draw(count: int, *, seed: int) -> int:
    """Return a number below `count`, uniform over seeds and the same for one seed on every machine."""
    digest = hashlib.blake2b(seed.to_bytes(8, "big"), digest_size=16).digest()
    return int.from_bytes(digest, "big") % count


def _is_calm(candidates: Sequence[Candidate]) -> bool:
    """Say whether deadlines can be kept: everybody takes part and nobody is a whole deal off."""
    takes_part = [c for c in candidates if c.weight > 0]
    return all(c.is_eligible and abs(c.debt) <= PARTS for c in takes_part)


def _earliest_deadline(able: Sequence[Candidate], debts: dict[int, int], total: int) -> list[int]:
    """Return who, among those owed enough, reaches the bound first; in decisions from now, floored."""
    if len(able) == 1:
        return [able[0].person]
    scale = 2 * len(able) - 2
    deadlines = {
        c.person: ((scale - 1) * PARTS - scale * debts[c.person])
        * total
        // (scale * PARTS * c.weight)
        for c in able
        if scale * debts[c.person] >= PARTS
    }
    earliest = min(deadlines.values(), default=0)
    return [person for person, deadline in deadlines.items() if deadline == earliest]
