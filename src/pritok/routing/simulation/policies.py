"""Policies to compare with: turns, chance, the raw rate of each segment, and the truth as the upper bound."""

import numpy as np

from pritok.routing.model.arrays import Floats, sigmoid
from pritok.routing.model.policy import Rule, mix
from pritok.routing.model.pricing import RECENT, prices
from pritok.routing.simulation.company import Company, load_logit
from pritok.routing.simulation.worlds import SEGMENTS

_REFIT_DAYS = 2
_ALWAYS_TEN = Rule(low=0.5, high=1.5, band=0.0, trial_deals=0)


class Turns:
    """Whoever is owed most: the fair count, and what every policy is measured against."""

    def night(self, day: int, company: Company) -> None:
        pass

    def chances(self, company: Company) -> Floats:
        debt = np.where(company.able, company.debt, -np.inf)
        first = debt >= debt.max(axis=1, keepdims=True) - 1e-9
        chance: Floats = first / first.sum(axis=1, keepdims=True)
        return chance


class Chance:
    """Anybody who works."""

    def night(self, day: int, company: Company) -> None:
        pass

    def chances(self, company: Company) -> Floats:
        chance: Floats = company.able / company.able.sum(axis=1, keepdims=True)
        return chance


class RawRate:
    """The manager with the best conversion of the segment so far, unshrunk: what a spreadsheet would do."""

    def __init__(self) -> None:
        self._rate: Floats | None = None

    def night(self, day: int, company: Company) -> None:
        worlds = company.worlds
        shape = (worlds.seeds, worlds.scenario.people, SEGMENTS)
        world, lead = np.nonzero((company.known_day < day) & (company.person >= 0))
        place = (world, company.person[world, lead], worlds.segment[world, lead])
        dealt, won = np.zeros(shape), np.zeros(shape)
        np.add.at(dealt, place, 1)
        np.add.at(won, place, company.won[world, lead])
        self._rate = np.divide(won, dealt, out=np.zeros(shape), where=dealt > 0)

    def chances(self, company: Company) -> Floats:
        worlds = company.worlds
        assert self._rate is not None
        segment = worlds.segment[:, company.lead]
        rate = self._rate[np.arange(worlds.seeds), :, segment]
        view = company.view(rate, np.zeros_like(rate))
        return mix(view, _ALWAYS_TEN, control=0.1, is_open=True).chance


class Oracle:
    """Knows every true chance, busy desks included; does not think of the deals that come after."""

    def __init__(self, rule: Rule = _ALWAYS_TEN) -> None:
        self._rule = rule
        self._price: Floats | None = None

    def night(self, day: int, company: Company) -> None:
        if self._price is None:
            self._price = np.zeros_like(company.open)
        if day % _REFIT_DAYS:
            return
        worlds, lead = company.worlds, company.lead
        # On the first day there is no past to find prices on; the oracle may look ahead.
        recent = slice(max(0, lead - RECENT), lead) if lead >= RECENT / 4 else slice(0, RECENT)
        extra = load_logit(company.loads)
        for world in range(worlds.seeds):
            segment, channel = worlds.segment[world, recent], worlds.channel[world, recent]
            able = company.able[world]
            logit = worlds.logit[world][segment, channel][:, None] + extra[world]
            logit += worlds.skill[day, world].T[segment]
            promised = worlds.value[world][segment][:, None] * sigmoid(logit)
            bounds = np.full(able.sum(), 1 / able.sum())
            self._price[world, able] = prices(
                promised[:, able],
                low=self._rule.low * bounds,
                high=self._rule.high * bounds,
                start=self._price[world, able],
            )

    def chances(self, company: Company) -> Floats:
        worlds, lead = company.worlds, company.lead
        assert self._price is not None
        every, segment = np.arange(worlds.seeds), worlds.segment[:, lead]
        base = worlds.logit[every, segment, worlds.channel[:, lead]][:, None]
        logit = base + worlds.skill[worlds.day[lead], every, :, segment]
        logit = logit + load_logit(company.loads)
        promised = worlds.value[every, segment][:, None] * sigmoid(logit)
        view = company.view(promised, self._price)
        return mix(view, self._rule, control=self._rule.control, is_open=True).chance
