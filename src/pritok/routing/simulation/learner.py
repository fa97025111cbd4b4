"""The recommended policy in the simulator: the product's own regression, prices, gate and choice."""

from dataclasses import dataclass, field, replace

import numpy as np

from pritok.routing.model.arrays import Floats, Ints, sigmoid
from pritok.routing.model.cases import HALF_LIFE_DAYS, LOAD
from pritok.routing.model.evidence import Block, is_open_after, with_block
from pritok.routing.model.fitting import Fit, chances, fit, log_losses
from pritok.routing.model.policy import Rule, mix
from pritok.routing.model.pricing import RECENT, desk_toll, prices
from pritok.routing.model.tables import Shape, Table
from pritok.routing.model.worth import shrunk_means
from pritok.routing.simulation.company import Company
from pritok.routing.simulation.worlds import CHANNELS, SEGMENTS

_REFIT_DAYS = 2
_FEWEST_DEALS = 60
# A refit starts from the last one, so two rounds are as good as twenty.
_FIRST_ROUNDS, _ROUNDS = 30, 2


@dataclass
class Brain:
    """What one company has learned: fits, the gate, and tables to choose by."""

    full: Fit
    blind: Fit
    shuffled: Fit | None
    blocks: tuple[Block, ...] = ()
    is_open: bool = False
    opened_at: int | None = None
    seen: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


class Probability:
    """By probability, with the evidence gate or without it; `hope` adds that many standard errors to each chance."""

    def __init__(
        self, rule: Rule | None = None, *, is_gated: bool = True, hope: float = 0.5
    ) -> None:
        self.rule = rule or Rule()
        self.brains: list[Brain | None] = []
        self._is_gated = is_gated
        self._hope = hope

    def night(self, day: int, company: Company) -> None:
        if not self.brains:
            self._begin(company)
        if day == 0 or day % _REFIT_DAYS:
            return
        for world in range(company.worlds.seeds):
            known = (company.known_day[world] < day) & (company.person[world] >= 0)
            rows = np.nonzero(known)[0]
            if len(rows) >= _FEWEST_DEALS:
                self._learn(world, rows, day, company)
                self._set_prices(world, company)

    def chances(self, company: Company) -> Floats:
        worlds, lead = company.worlds, company.lead
        every, segment = np.arange(worlds.seeds), worlds.segment[:, lead]
        ratios = company.ratios
        logit = self._logit[every, :, segment, worlds.channel[:, lead]]
        chance = sigmoid(logit + self._slope[:, None] * ratios)
        view = company.view(
            self._value[every, segment][:, None] * chance,
            self._price + self._toll[:, None] * ratios,
        )
        is_open = np.array([brain is not None and brain.is_open for brain in self.brains])
        return mix(view, self.rule, control=self.rule.control_at(lead), is_open=is_open).chance

    def opened_at(self) -> list[int | None]:
        """Return before which lead the gate opened first, world by world."""
        return [brain.opened_at if brain else None for brain in self.brains]

    def _begin(self, company: Company) -> None:
        seeds, people = company.open.shape
        self.brains = [None] * seeds
        self._shape = Shape(people, (SEGMENTS, CHANNELS), (0, 1), (LOAD,))
        self._blind_shape = Shape(0, (SEGMENTS, CHANNELS), (), (LOAD,))
        self._price = np.zeros((seeds, people))
        self._logit = np.zeros((seeds, people, SEGMENTS, CHANNELS))
        self._value = np.ones((seeds, SEGMENTS))
        self._slope, self._toll = np.zeros(seeds), np.zeros(seeds)

    def _learn(self, world: int, rows: Ints, day: int, company: Company) -> None:
        old = self.brains[world]
        table = _table(company, world, rows, day)
        brain = self._fitted(table, old, [world, day])
        if old is not None:
            fresh = _table(company, world, np.setdiff1d(rows, old.seen), day)
            brain = self._judged(brain, old, fresh, company.lead)
        brain.seen = rows
        self.brains[world] = brain
        self._tabulate(world, brain.full)
        won = rows[company.won[world, rows]]
        self._value[world] = shrunk_means(
            company.worlds.segment[world, won], company.margin[world, won], SEGMENTS
        )

    def _fitted(self, table: Table, old: Brain | None, seed: list[int]) -> Brain:
        rounds = _ROUNDS if old else _FIRST_ROUNDS
        full = fit(table, self._shape, start=old.full if old else None, rounds=rounds)
        if not self._is_gated:
            return Brain(full, full, None, is_open=True)
        blind = fit(table, self._blind_shape, start=old.blind if old else None, rounds=rounds)
        person = np.random.default_rng(seed).permutation(table.person)
        before = old.shuffled if old else None
        shuffled = fit(replace(table, person=person), self._shape, start=before, rounds=rounds)
        return Brain(full, blind, shuffled)

    def _judged(self, brain: Brain, old: Brain, fresh: Table, lead: int) -> Brain:
        """Let the fits of two days ago stand the test of outcomes that came since."""
        if old.shuffled is None or not len(fresh):
            return replace(brain, blocks=old.blocks, is_open=old.is_open or brain.is_open)
        blind = log_losses(fresh.won, chances(fresh, self._blind_shape, old.blind.effects)).sum()
        gains = [
            float(blind - log_losses(fresh.won, chances(fresh, self._shape, one.effects)).sum())
            for one in (old.full, old.shuffled)
        ]
        blocks = with_block(old.blocks, Block(len(fresh), gains[0], gains[1]))
        is_open = is_open_after(blocks, was_open=old.is_open)
        first = lead if is_open and old.opened_at is None else old.opened_at
        return replace(brain, blocks=blocks, is_open=is_open, opened_at=first)

    def _tabulate(self, world: int, found: Fit) -> None:
        """Lay out the logit of every manager × segment × channel."""
        common, own = found.effects.common, found.effects.personal
        segments, channels = self._shape.common_groups()
        _, by_segment, by_channel = self._shape.personal_groups()
        spread = found.uncertainty.personal
        variance = spread[:, :1, None] + spread[:, by_segment, None] + spread[:, None, by_channel]
        self._logit[world] = (
            common[0]
            + own[:, :1, None]
            + (common[segments] + own[:, by_segment])[:, :, None]
            + (common[channels] + own[:, by_channel])[:, None, :]
            + self._hope * np.sqrt(variance)
        )
        self._slope[world] = min(0.0, common[1])

    def _set_prices(self, world: int, company: Company) -> None:
        recent = slice(max(0, company.lead - RECENT), company.lead)
        segment = company.worlds.segment[world, recent]
        channel = company.worlds.channel[world, recent]
        able, ratios = company.able[world], company.ratios[world]
        value = np.broadcast_to(self._value[world][segment][:, None], (len(segment), len(able)))
        logit = self._logit[world][:, segment, channel].T + self._slope[world] * ratios
        promised = value * sigmoid(logit)
        toll = desk_toll(promised[:, able], value[:, able], self._slope[world])
        fair = np.full(able.sum(), 1 / able.sum())
        self._toll[world] = toll
        self._price[world, able] = prices(
            (promised - toll * ratios)[:, able],
            low=self.rule.low * fair,
            high=self.rule.high * fair,
            start=self._price[world, able],
        )


def _table(company: Company, world: int, rows: Ints, day: int) -> Table:
    worlds = company.worlds
    return Table(
        person=company.person[world, rows],
        factors=np.stack([worlds.segment[world, rows], worlds.channel[world, rows]], axis=1),
        measures=company.ratio[world, rows][:, None],
        won=company.won[world, rows].astype(float),
        weight=0.5 ** ((day - worlds.day[rows]) / HALF_LIFE_DAYS),
    )
