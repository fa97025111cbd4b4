"""Deals whose truth is known: what tests of the model are told with."""

import numpy as np

from pritok.routing.model.arrays import Floats, sigmoid
from pritok.routing.model.cases import Case
from pritok.routing.model.snapshot import Snapshot
from pritok.routing.model.tables import Measure, Shape, Table

SHAPE = Shape(people=20, levels=(6, 4), crossed=(0, 1), measures=(Measure(sd=1.0),))


def make_table(count: int, *, seed: int, sd: float = 0.35) -> tuple[Table, Floats, Floats]:
    """Return deals with the true effects of managers and of managers by the first factor."""
    rng = np.random.default_rng(seed)
    person = rng.integers(0, SHAPE.people, count)
    factors = np.stack([rng.integers(0, levels, count) for levels in SHAPE.levels], axis=1)
    load = rng.normal(0, 0.4, count)
    main = rng.normal(0, sd, SHAPE.people)
    cross = rng.normal(0, sd, (SHAPE.people, SHAPE.levels[0]))
    logit = -1.3 - 0.3 * load + main[person] + cross[person, factors[:, 0]]
    for place, levels in enumerate(SHAPE.levels):
        logit += rng.normal(0, 0.3, levels)[factors[:, place]]
    won = (rng.random(count) < sigmoid(logit)).astype(float)
    return Table(person, factors, load[:, None], won, np.ones(count)), main, cross


def make_cases(count: int, *, seed: int = 1, people: int = 5) -> list[Case]:
    """Return deals of a small company: manager 1 wins more than the others, most of all from source 2."""
    rng = np.random.default_rng(seed)
    cases = []
    for _ in range(count):
        person, source = int(rng.integers(1, people + 1)), int(rng.integers(1, 4))
        logit = -1.2 + 0.7 * (person == 1) + 0.8 * (person == 1 and source == 2)
        snapshot = Snapshot(
            source=source,
            product=int(rng.integers(1, 6)),
            market=int(rng.integers(1, 3)),
            channel="form",
            hour=int(rng.integers(8, 20)),
            weekday=int(rng.integers(0, 5)),
            waited_s=int(rng.exponential(1800)),
        )
        won = bool(rng.random() < sigmoid(np.array(logit)))
        cases.append(Case(person, snapshot, float(rng.normal(0, 0.3)), won, age_days=30.0))
    return cases
