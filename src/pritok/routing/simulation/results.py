"""What policies bring in a scenario: true expected margin against turns, and how evenly deals are spread."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from pritok.routing.model.arrays import Floats
from pritok.routing.model.policy import STRICT, Rule
from pritok.routing.simulation.company import Played, Policy, play
from pritok.routing.simulation.learner import Probability
from pritok.routing.simulation.policies import Chance, Oracle, RawRate, Turns
from pritok.routing.simulation.worlds import SCENARIOS, Worlds, make

Tell = Callable[[str, int, int | None], None]

POLICIES: dict[str, Callable[[], Policy]] = {
    "oracle": Oracle,
    "probability": Probability,
    "without_gate": lambda: Probability(is_gated=False),
    "wide_band": lambda: Probability(Rule(band=0.10)),
    "strict": lambda: Probability(STRICT),
    "raw_rate": RawRate,
    "chance": Chance,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`early` and `late`: gain over turns in each half of the leads; `of_oracle`: the late gain against the oracle's.

    `late_error` is the standard error over worlds; shares are in fair shares of the late half, averaged over worlds.
    """

    scenario: str
    policy: str
    seeds: int
    early: float
    late: float
    late_error: float
    of_oracle: float | None
    least_share: float
    largest_share: float
    opened_at: list[int | None] | None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def simulate(
    scenario: str,
    *,
    seeds: Sequence[int],
    leads: int = 10_000,
    policies: Sequence[str] = ("oracle", "probability"),
    tell: Tell | None = None,
) -> list[Outcome]:
    """Play the policies in the same worlds with the same luck."""
    worlds = make(SCENARIOS[scenario], seeds=seeds, leads=leads)
    turns = play(worlds, Turns())
    found: list[Outcome] = []
    for name in policies:
        policy = POLICIES[name]()
        played = play(worlds, policy, _told(tell, f"{scenario}, {name}"))
        oracle = next((one.late for one in found if one.policy == "oracle"), None)
        found.append(_outcome(name, policy, played, turns, oracle))
    return found


def _outcome(
    name: str, policy: Policy, played: Played, turns: Played, oracle: float | None
) -> Outcome:
    worlds = played.company.worlds
    half = worlds.leads // 2
    late = _gain(played, turns, slice(half, None))
    shares = _shares(played, half)
    error = float(late.std(ddof=1) / np.sqrt(len(late))) if len(late) > 1 else 0.0
    return Outcome(
        scenario=worlds.scenario.name,
        policy=name,
        seeds=worlds.seeds,
        early=float(_gain(played, turns, slice(0, half)).mean()),
        late=float(late.mean()),
        late_error=error,
        of_oracle=float(late.mean() / oracle) if oracle and oracle > 0.01 else None,
        least_share=float(shares.min(axis=1).mean()),
        largest_share=float(shares.max(axis=1).mean()),
        opened_at=policy.opened_at() if isinstance(policy, Probability) else None,
    )


def _gain(played: Played, turns: Played, part: slice) -> Floats:
    gain: Floats = played.worth[:, part].sum(axis=1) / turns.worth[:, part].sum(axis=1) - 1
    return gain


def _shares(played: Played, half: int) -> Floats:
    """Return what each manager got of the late leads in fair shares, worlds × people."""
    worlds: Worlds = played.company.worlds
    people = worlds.scenario.people
    counts = np.stack(
        [np.bincount(person, minlength=people) for person in played.company.person[:, half:]]
    )
    present = (worlds.day[half:, None] >= worlds.joined).astype(float)
    due = (present / present.sum(axis=1, keepdims=True)).sum(axis=0)
    shares: Floats = counts / np.maximum(due, 1e-9)
    return shares


def _told(tell: Tell | None, what: str) -> Callable[[int, int], None] | None:
    return None if tell is None else lambda done, total: tell(what, done, total)
