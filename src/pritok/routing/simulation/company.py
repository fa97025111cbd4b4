"""A company in each world, and a policy played in it lead by lead: who gets it, what it was worth, what is known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from pritok.routing.model.arrays import Flags, Floats, Ints, sigmoid
from pritok.routing.model.cases import load_ratio
from pritok.routing.model.policy import View, pick
from pritok.routing.model.shares import PRIOR, kept_by
from pritok.routing.simulation.worlds import (
    ANSWER_EFFECT,
    LOAD_EFFECT,
    PER_DAY,
    USUAL_OPEN_DAYS,
    Worlds,
)


@dataclass
class Company:
    """What is known so far, in all worlds at once: worlds × leads, or worlds × people."""

    worlds: Worlds
    person: Ints
    ratio: Floats
    won: Flags
    margin: Floats
    propensity: Floats
    known_day: Ints
    able: Flags
    open: Floats
    given: Floats
    due: Floats
    debt: Floats
    lead: int = 0

    @classmethod
    def new(cls, worlds: Worlds) -> "Company":
        leads, desks = worlds.segment.shape, (worlds.seeds, worlds.scenario.people)
        return cls(
            worlds=worlds,
            person=np.full(leads, -1),
            ratio=np.zeros(leads),
            won=np.zeros(leads, dtype=bool),
            margin=np.zeros(leads),
            propensity=np.ones(leads),
            known_day=worlds.day + worlds.delay,
            able=np.ones(desks, dtype=bool),
            open=np.zeros(desks),
            given=np.zeros(desks),
            due=np.zeros(desks),
            debt=np.zeros(desks),
        )

    @property
    def loads(self) -> Floats:
        """Return open deals against the usual number of a steady company."""
        return self.open / (PER_DAY * USUAL_OPEN_DAYS / self.worlds.scenario.people)

    @property
    def ratios(self) -> Floats:
        """Return how much fuller each desk is than the average of those who work."""
        return load_ratio(self.open, self.able)

    def view(self, promised: Floats, price: Floats) -> View:
        share = (self.given + PRIOR) / (self.due + PRIOR)
        weight = np.ones_like(self.open)
        return View(self.able, weight, promised, price, share, self.debt, self.open)


class Policy(Protocol):
    """`night` may learn from what is known by now; `chances` divides the next lead (worlds × people)."""

    def night(self, day: int, company: Company) -> None: ...

    def chances(self, company: Company) -> Floats: ...


def play(
    worlds: Worlds, policy: Policy, tell: Callable[[int, int], None] | None = None
) -> "Played":
    """Play all leads; `tell` hears days done and in all."""
    company = Company.new(worlds)
    worth = np.empty(worlds.segment.shape)
    days = int(worlds.day[-1]) + 1
    for day in range(days):
        _close(company, day)
        company.able[:] = worlds.joined <= day
        policy.night(day, company)
        for lead in np.nonzero(worlds.day == day)[0]:
            company.lead = int(lead)
            worth[:, lead] = _give(company, day, policy.chances(company))
        if tell is not None:
            tell(day + 1, days)
    return Played(worth, company)


@dataclass(frozen=True, slots=True)
class Played:
    """`worth` is the true expected margin of each lead with who got it, worlds × leads."""

    worth: Floats
    company: Company


def load_logit(load: Floats) -> Floats:
    """Return what the load (1 = usual) adds to the logit, directly and through slower answers."""
    slower = 0.5 * np.log(np.maximum(load, 0.2))
    added: Floats = -LOAD_EFFECT * (load - 1) - ANSWER_EFFECT * slower
    return added


def _give(company: Company, day: int, chance: Floats) -> Floats:
    """Draw who gets the lead and let its fate take its course; return what it is worth with that manager."""
    worlds, lead = company.worlds, company.lead
    every = np.arange(worlds.seeds)
    person = pick(chance, worlds.draw[:, lead])
    segment = worlds.segment[:, lead]
    logit = worlds.logit[every, segment, worlds.channel[:, lead]]
    logit = logit + worlds.skill[day, every, person, segment]
    logit = logit + load_logit(company.loads[every, person])
    value = worlds.value[every, segment]
    won = worlds.luck[:, lead] < sigmoid(logit - ANSWER_EFFECT * worlds.answer[:, lead])
    company.propensity[:, lead] = chance[every, person]
    company.ratio[:, lead] = company.ratios[every, person]
    company.won[:, lead] = won
    company.margin[:, lead] = won * value * worlds.margin_noise[:, lead]
    company.person[:, lead] = person
    _count(company, every, person)
    worth: Floats = value * sigmoid(logit)
    return worth


def _count(company: Company, every: Ints, person: Ints) -> None:
    fair = company.able / company.able.sum(axis=1, keepdims=True)
    keep = kept_by(company.able.shape[1])
    company.given *= keep
    company.due *= keep
    company.due += fair
    company.debt += fair
    company.given[every, person] += 1
    company.debt[every, person] -= 1
    company.open[every, person] += 1


def _close(company: Company, day: int) -> None:
    """Take deals whose outcome became known yesterday off their managers' desks."""
    world, lead = np.nonzero((company.known_day == day - 1) & (company.person >= 0))
    np.subtract.at(company.open, (world, company.person[world, lead]), 1)
