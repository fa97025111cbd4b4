"""Small seeded worlds: the gate, the bounds of shares, and the order of policies."""

import numpy as np
import pytest

from pritok.routing.simulation.company import play
from pritok.routing.simulation.learner import Probability
from pritok.routing.simulation.policies import Chance, Turns
from pritok.routing.simulation.results import simulate
from pritok.routing.simulation.worlds import SCENARIOS, make


def test_a_seed_makes_the_same_world_alone_and_in_company() -> None:
    alone = make(SCENARIOS["base"], seeds=[7], leads=300)
    together = make(SCENARIOS["base"], seeds=[3, 7], leads=300)

    assert alone.skill[:, 0] == pytest.approx(together.skill[:, 1])
    assert alone.luck[0] == pytest.approx(together.luck[1])


def test_about_a_fifth_is_won_and_turns_spread_evenly() -> None:
    worlds = make(SCENARIOS["none"], seeds=range(4), leads=4000)

    played = play(worlds, Turns())

    assert played.company.won[:, 2500:].mean() == pytest.approx(0.2, abs=0.03)
    counts = np.bincount(played.company.person[0], minlength=20)
    assert counts.max() - counts.min() <= 1


def test_newcomers_get_nothing_before_they_join() -> None:
    worlds = make(SCENARIOS["newcomers"], seeds=[1], leads=5000)

    played = play(worlds, Chance())

    person = played.company.person[0]
    assert not np.isin(person[worlds.day < 40], [18, 19]).any()
    assert np.isin(person[worlds.day >= 40], [18, 19]).any()


def test_probability_beats_the_raw_rate_and_comes_near_the_truth() -> None:
    found = simulate(
        "base",
        seeds=[11, 12],
        leads=7000,
        policies=("oracle", "without_gate", "raw_rate", "chance"),
    )

    late = {one.policy: one.late for one in found}
    assert late["oracle"] > late["without_gate"] > late["raw_rate"] > late["chance"]
    assert late["without_gate"] > 0.6 * late["oracle"]
    least = {one.policy: one.least_share for one in found}
    assert least["without_gate"] > 0.5


def test_where_managers_differ_the_gate_opens_in_time() -> None:
    worlds = make(SCENARIOS["base"], seeds=range(21, 26), leads=4400)
    policy = Probability()

    play(worlds, policy)

    opened = [lead for lead in policy.opened_at() if lead is not None]
    assert len(opened) >= 4


def test_where_nobody_differs_the_gate_mostly_stays_shut() -> None:
    worlds = make(SCENARIOS["none"], seeds=range(41, 51), leads=3000)
    policy = Probability()

    play(worlds, policy)

    assert sum(lead is not None for lead in policy.opened_at()) <= 1
