"""A logged quarter of a company whose true uplift is known."""

import numpy as np

from pritok.routing.model.arrays import Floats, sigmoid
from pritok.routing.model.tables import Shape, Table
from pritok.routing.uplift.logged import Logged

PEOPLE, KINDS = 10, 4
SHAPE = Shape(people=PEOPLE, levels=(KINDS,), crossed=(0,))


def make_logged(
    seed: int, *, deals: int = 4000, skill: float = 0.35, control: float = 0.1
) -> tuple[Logged, Table, float]:
    """Return decisions of a company that picks among its three best by noisy knowledge, and the true uplift."""
    rng = np.random.default_rng(seed)
    true = rng.normal(0, skill, (PEOPLE, 1)) + rng.normal(0, skill, (PEOPLE, KINDS))
    believed = true + rng.normal(0, 0.25, true.shape)
    kind = rng.integers(0, KINDS, deals)
    chance: Floats = sigmoid(-1.4 + true.T[kind])
    order = np.argsort(-believed.T[kind], axis=1)
    rows = np.arange(deals)
    best = np.zeros((deals, PEOPLE))
    best[rows, order[rows, rng.integers(0, 3, deals)]] = 1.0
    fair = np.full((deals, PEOPLE), 1 / PEOPLE)
    is_control = rng.random(deals) < control
    person = np.where(is_control, rng.integers(0, PEOPLE, deals), best.argmax(axis=1))
    won = (rng.random(deals) < chance[rows, person]).astype(float)
    logged = Logged(person, best, fair, np.full(deals, control), is_control, won)
    table = Table(person, kind[:, None], np.zeros((deals, 0)), won, np.ones(deals))
    return logged, table, float(((best - fair) * chance).sum(axis=1).mean())
