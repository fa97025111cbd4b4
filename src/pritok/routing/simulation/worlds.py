"""Worlds: managers with hidden skills, and the deals that come in. Many worlds of one scenario stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pritok.routing.model.arrays import Floats, Ints, sigmoid

PER_DAY = 100
SEGMENTS, CHANNELS = 6, 4
_CONVERSION = 0.2
_MARGIN_SPREAD = 0.6
_DELAY_DAYS, _DELAY_SPREAD = 12.0, 0.7
USUAL_OPEN_DAYS = float(_DELAY_DAYS * np.exp(_DELAY_SPREAD**2 / 2))
# The logit lost when a manager has twice the usual number of open deals.
LOAD_EFFECT = 0.3
ANSWER_EFFECT = 0.1


@dataclass(frozen=True, slots=True)
class Scenario:
    """`main_sd` and `cross_sd`: how far managers differ in general and by segment, on the logit scale.

    `drift`: the part of a skill that each day replaces; `shocked`: the part of managers drawn anew on `shock_day`;
    newcomers join on `join_day` and lack `ramp_logit` at first, nothing after `ramp_days`.
    """

    name: str
    main_sd: float = 0.35
    cross_sd: float = 0.35
    people: int = 20
    drift: float = 0.0
    shock_day: int | None = None
    shocked: float = 1 / 3
    newcomers: int = 0
    join_day: int = 40
    ramp_days: int = 25
    ramp_logit: float = 0.6


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("none", 0.0, 0.0),
        Scenario("weak", 0.20, 0.15),
        Scenario("base"),
        Scenario("strong", 0.5, 0.5),
        Scenario("main", 0.35, 0.0),
        Scenario("cross", 0.0, 0.35),
        Scenario("drift", drift=0.01),
        Scenario("shock", shock_day=60),
        Scenario("newcomers", newcomers=2),
    )
}


@dataclass(frozen=True, slots=True)
class Worlds:
    """`skill[day]` is worlds × people × segments, `logit` worlds × segments × channels, the rest worlds × leads.

    `draw` and `luck` are uniform: all policies meet the same.
    """

    scenario: Scenario
    skill: Floats
    joined: Ints
    value: Floats
    logit: Floats
    segment: Ints
    channel: Ints
    day: Ints
    delay: Ints
    margin_noise: Floats
    answer: Floats
    luck: Floats
    draw: Floats

    @property
    def seeds(self) -> int:
        return int(self.segment.shape[0])

    @property
    def leads(self) -> int:
        return int(self.segment.shape[1])


def make(scenario: Scenario, *, seeds: Sequence[int], leads: int = 10_000) -> Worlds:
    """Return the worlds of these seeds; a seed makes the same world alone and in company."""
    ones = [_one(scenario, seed, leads) for seed in seeds]
    day = np.arange(leads) // PER_DAY
    joined = np.zeros(scenario.people, dtype=np.int64)
    if scenario.newcomers:
        joined[-scenario.newcomers :] = scenario.join_day
    stacked = {name: np.stack([one[name] for one in ones]) for name in ones[0]}
    skill = np.moveaxis(stacked.pop("skill"), 0, 1)
    return Worlds(scenario=scenario, skill=skill, joined=joined, day=day, **stacked)


def _one(scenario: Scenario, seed: int, leads: int) -> dict[str, NDArray[Any]]:
    rng = np.random.default_rng([seed, 20_26])
    value = np.exp(rng.normal(0, 0.5, SEGMENTS))
    base = rng.normal(0, 0.3, (SEGMENTS, 1)) + rng.normal(0, 0.3, CHANNELS)
    shares = rng.dirichlet(np.full(SEGMENTS, 8.0))
    segment = rng.choice(SEGMENTS, leads, p=shares)
    channel = rng.choice(CHANNELS, leads, p=rng.dirichlet(np.full(CHANNELS, 8.0)))
    base += _shift_to(base[segment, channel], _CONVERSION)
    delay = np.ceil(np.exp(rng.normal(np.log(_DELAY_DAYS), _DELAY_SPREAD, leads)))
    noise = rng.normal(0, _MARGIN_SPREAD, leads)
    return {
        "skill": _skills(scenario, rng, 1 + (leads - 1) // PER_DAY),
        "value": value,
        "logit": base,
        "segment": segment,
        "channel": channel,
        "delay": delay.astype(np.int64),
        "margin_noise": np.exp(noise - _MARGIN_SPREAD**2 / 2),
        "answer": rng.normal(0, 0.5, leads),
        "luck": rng.random(leads),
        "draw": rng.random(leads),
    }


def _skills(scenario: Scenario, rng: np.random.Generator, days: int) -> Floats:
    """Return days × people × segments: what each manager adds to the logit."""
    people = scenario.people
    spread = np.full((people, 1 + SEGMENTS), scenario.cross_sd)
    spread[:, 0] = scenario.main_sd
    now = rng.normal(0, 1, spread.shape) * spread
    found = np.empty((days, people, SEGMENTS))
    keep = 1 - scenario.drift
    for day in range(days):
        if scenario.drift and day:
            now = keep * now + np.sqrt(1 - keep**2) * spread * rng.normal(0, 1, spread.shape)
        if day == scenario.shock_day:
            hit = rng.permutation(people)[: round(people * scenario.shocked)]
            now[hit] = (rng.normal(0, 1, spread.shape) * spread)[hit]
        found[day] = now[:, :1] + now[:, 1:]
        if scenario.newcomers and day >= scenario.join_day:
            left = max(0.0, 1 - (day - scenario.join_day) / scenario.ramp_days)
            found[day, -scenario.newcomers :] -= scenario.ramp_logit * left
    return found


def _shift_to(logits: Floats, conversion: float) -> float:
    """Return what to add to the logits so that their mean chance is this conversion."""
    low, high = -6.0, 6.0
    for _ in range(40):
        middle = (low + high) / 2
        mean = sigmoid(logits + middle).mean()
        low, high = (middle, high) if mean < conversion else (low, middle)
    return (low + high) / 2
