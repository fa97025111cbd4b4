"""The life of one deal, told by chance and by the nature of the people in it.

A story is told forwards from the request and stops where the present is: what is still ahead then has not
happened, and the deal is open.
"""

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import accumulate
from math import exp, log
from random import Random

from pritok.deals.history import History, Lost, Reopened, Won
from pritok.demo.clients import Clients, uuid_of
from pritok.demo.lives import HOUR_S, Life, NotYet
from pritok.demo.orders import Orders
from pritok.demo.rhythm import DAY_S, moment
from pritok.demo.texts import texts
from pritok.demo.world import Good, Origin, Reason, Seller, Way, World
from pritok.desk.history import Story
from pritok.offers.actions.history import told_offer
from pritok.offers.history import PastOffer

# Together with the parts below it makes about a fifth of all requests end as sales.
_BASE = -1.2
_RETURNING = 0.55
_MARKET = (0.0, 0.2, -0.15, -0.4)
_TYPE = (0.0, 0.15, 0.3, 0.35)
# How often a deal that somebody works on has a next step, and another one after the talk.
_PLANNING, _PLANNING_ON = 0.6, 0.25
# In which stage lost deals end: most of them early.
_LOST_AT = list(accumulate((0.30, 0.22, 0.15, 0.12, 0.14, 0.07)))
_MARKETS = list(accumulate((0.46, 0.3, 0.16, 0.08)))
_TYPES = list(accumulate((0.42, 0.33, 0.15, 0.1)))


@dataclass(frozen=True, slots=True)
class _Request:
    """What is known of a deal the moment it comes in."""

    created: float
    way: Way
    origin: Origin
    good: Good
    market: int
    deal_type: int
    is_returning: bool


@dataclass(frozen=True, slots=True)
class Tale(Story):
    """A story together with the offer that was sent in it, if there was one."""

    offers: Sequence[PastOffer] = ()


class Teller:
    """Tells deals of one world; deal n is the same in every process, whatever was told before."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._words = texts(world.language)
        self._clients = Clients(world)
        self._orders = Orders(world)
        self._sellers = list(accumulate(seller.weight for seller in world.sellers))
        self._origins = list(accumulate(origin.weight for origin in world.origins))
        self._silent = _weighed([reason for reason in world.reasons if reason.since == 0])
        self._by_stage = [
            _weighed([reason for reason in world.reasons if 0 < reason.since <= max(stage, 1)])
            for stage in range(len(_LOST_AT))
        ]

    def tell(self, number: int) -> Tale:
        """Return the deal with this number and all that was done on it up to the world's present."""
        world = self._world
        rng = Random(world.seed * 1_000_003 + number)
        request = self._request(number, rng)
        life = Life(world, rng, request.created)
        with suppress(NotYet):
            self._live(life, request)
        if life.needs_plan and rng.random() < _PLANNING:
            self._write_down(life, life.ahead or world.now)
        history = self._history(number, life, request)
        offers = _offers(number, life, history)
        steps = [*history.steps, *(told for offer in offers for told in told_offer(offer))]
        history = replace(history, steps=steps)
        return Tale(history, life.contacts, life.notes, life.tasks, offers)

    def _request(self, number: int, rng: Random) -> _Request:
        world = self._world
        place = 0 if rng.random() < world.ways[0].share else 1
        return _Request(
            created=world.arrivals.at(number, world.total, rng),
            way=world.ways[place],
            origin=world.origins[_place(self._origins, rng)],
            good=self._orders.main_good(place, rng),
            market=_place(_MARKETS, rng),
            deal_type=_place(_TYPES, rng),
            is_returning=self._clients.of_deal(number)[1],
        )

    def _live(self, life: Life, request: _Request) -> None:
        self._hand_out(life)
        life.work(0)
        if not self._answer(life, request):
            self._lose(life, self._silent)
            return
        is_won = life.rng.random() < self._chance(life, request)
        last = _place(_LOST_AT, life.rng) if not is_won else len(request.way.stages)
        self._walk(life, request, min(last, len(request.way.stages)), is_won)
        if is_won:
            self._orders.settle(life, request.good, is_last=True)
            life.happens(Won(moment(life.at)))
            return
        stage = min(last, len(self._by_stage) - 1)
        self._lose(life, self._by_stage[stage] if life.rng.random() < 0.85 else self._silent)
        if life.rng.random() < 0.03:
            self._return(life, request)

    def _hand_out(self, life: Life) -> None:
        """Most requests are given out at once; some wait until a lead or a colleague takes them."""
        rng = life.rng
        chance = rng.random()
        if chance < 0.88:
            life.wait(1 + rng.random() * 5)
            life.assign(self._seller(life), "fair")
            return
        life.wait(60)
        # Now and then nobody wants it, and it lies in the pool for days.
        hours = 0.7 if chance < 0.98 else 14.0
        life.work(rng.expovariate(1 / (hours * HOUR_S)))
        life.assign(self._seller(life), "hand" if chance < 0.95 else "claim")

    def _seller(self, life: Life) -> Seller:
        sellers = self._world.sellers
        for _ in range(20):
            seller = sellers[_place(self._sellers, life.rng)]
            if seller.joined_at <= life.at < seller.left_at and not seller.is_away(life.at):
                return seller
        return sellers[0]

    def _answer(self, life: Life, request: _Request) -> bool:
        """The owner tries to reach the client, up to four times; say whether that succeeded."""
        rng, owner = life.rng, life.owner
        assert owner is not None
        minutes = rng.lognormvariate(log(owner.answer_minutes), 1.0)
        if rng.random() < owner.forgetting:
            raise NotYet
        life.work(minutes * 60 / owner.pace)
        for attempt in range(4):
            channel = "call" if rng.random() < 0.75 else "message"
            answered = rng.random() < 0.66 - 0.07 * attempt
            text = self._say(rng) if answered else ""
            life.reach_out(channel, answered=answered, text=text)
            if answered:
                life.move(request.way.stages[1])
                return True
            life.work(rng.lognormvariate(log(5 * HOUR_S), 0.7))
        return False

    def _chance(self, life: Life, request: _Request) -> float:
        owner = life.owner
        assert owner is not None
        hours = (life.at - request.created) / HOUR_S
        logit = _BASE + request.origin.quality + _MARKET[request.market] + _TYPE[request.deal_type]
        logit += owner.skill + owner.market_skill[request.market]
        logit += owner.type_skill[request.deal_type] + _RETURNING * request.is_returning
        # Who waits long has asked somebody else meanwhile; who has just begun knows little.
        logit -= 0.16 * log(1 + hours)
        if life.at - owner.joined_at < 40 * DAY_S and owner.joined_at > self._world.since:
            logit -= 0.5
        return 1 / (1 + exp(-logit))

    def _walk(self, life: Life, request: _Request, last: int, is_won: bool) -> None:
        """Go from stage to stage up to the one before `last`; some are skipped, some come twice."""
        way, rng = request.way, life.rng
        offer = len(way.stages) - 2
        for stage in range(1, last):
            if stage > 1 and not (rng.random() < 0.1 and stage != offer):
                life.move(way.stages[stage])
            if stage == offer or (stage == len(way.stages) - 1 and rng.random() < 0.3):
                self._orders.settle(life, request.good, is_last=stage > offer)
                life.reach_out("email", answered=True)
                if life.offer is None:
                    life.send_offer()
            self._stand(life, way.hours[stage])
            if stage > 2 and rng.random() < 0.05:
                life.move(way.stages[stage - 1])
                self._stand(life, way.hours[stage - 1] / 2)
                life.move(way.stages[stage])
        if not is_won:
            self._stand(life, way.hours[min(last, len(way.hours) - 1)])

    def _stand(self, life: Life, hours: float) -> None:
        """Work on the deal where it stands: talk, write down, wait; now and then hand over, pause, forget it."""
        rng, owner = life.rng, life.owner
        assert owner is not None
        if owner.left_at <= life.at:
            life.assign(self._seller(life), "hand")
        if rng.random() < owner.forgetting:
            # Half of the forgotten deals have a next step that nobody takes.
            if rng.random() < 0.5:
                self._plan(life, 8 * HOUR_S)
            raise NotYet
        total = min(rng.lognormvariate(log(hours), 0.85), 320.0) * HOUR_S
        self._plan(life, total * 0.4)
        life.work(total * 0.4)
        self._talk(life, again_within=total * 0.6)
        if rng.random() < 0.3:
            life.note(self._pick(self._words.notes, rng))
        if rng.random() < 0.02:
            life.assign(self._seller(life), "hand")
        elif rng.random() < 0.04:
            life.pause(3 + rng.random() * 25, self._pick(self._words.pause_reasons, rng))
        if not life.was_postponed:
            self._plan(life, total * 0.6, _PLANNING_ON)
        life.work(total * 0.6)
        life.finish(is_done=rng.random() < 0.9)

    def _talk(self, life: Life, again_within: float) -> None:
        """The next step is taken; a call nobody answered is put off instead."""
        rng = life.rng
        chance = rng.random()
        if chance < 0.72:
            answered = rng.random() < 0.7
            life.reach_out("call", answered=answered, text=self._say(rng))
            if not answered:
                life.postpone(again_within)
        elif chance < 0.9:
            life.hear(("call", "message", "email")[int(rng.random() * 3)])
        if not life.was_postponed:
            life.finish()

    def _plan(self, life: Life, ahead: float, chance: float = _PLANNING) -> None:
        """Most write down what comes next and when; it is due about when it will be done, seldom much earlier."""
        rng = life.rng
        if rng.random() > chance:
            return
        within = ahead * (1.05 + 0.3 * rng.random() if rng.random() < 0.8 else 0.5)
        self._write_down(life, life.later(within))

    def _write_down(self, life: Life, due: float) -> None:
        task = self._words.tasks[int(life.rng.random() * len(self._words.tasks))]
        life.plan(task.kind, task.title, due)

    def _lose(self, life: Life, reasons: tuple[Sequence[Reason], Sequence[float]]) -> None:
        found = reasons[0][_place(reasons[1], life.rng)]
        comment = self._pick(self._words.loss_comments, life.rng)
        life.happens(Lost(moment(life.at), found.id, comment))

    def _return(self, life: Life, request: _Request) -> None:
        """A lost client comes back: the deal is reopened, and this time either sold or lost for good."""
        life.wait((8 + life.rng.random() * 40) * DAY_S)
        life.work(0)
        life.happens(Reopened(moment(life.at)))
        life.hear("call")
        self._stand(life, 12)
        if life.rng.random() < 0.45:
            self._orders.settle(life, request.good, is_last=False)
            self._stand(life, 10)
            life.happens(Won(moment(life.at)))
        else:
            self._lose(life, self._by_stage[-1])

    def _history(self, number: int, life: Life, request: _Request) -> History:
        world, rng = self._world, life.rng
        client, is_returning = self._clients.of_deal(number)
        contact_id, company_id = self._clients.ids(client)
        campaigns = request.origin.campaigns
        district = self._pick(self._words.districts, rng)
        due = world.clock.later(request.created, world.answer_target_s)
        return History(
            id=uuid_of(request.created, rng.getrandbits(80)),
            key=str(number),
            title=self._title(request, district, rng),
            created_at=moment(request.created),
            pipeline_id=request.way.id,
            stage_id=request.way.stages[0],
            currency=world.currency,
            contact_id=contact_id,
            company_id=company_id,
            deal_type=world.deal_types[request.deal_type],
            market=world.markets[request.market],
            source=request.origin.id,
            campaign=campaigns[int(rng.random() * len(campaigns))] if campaigns else None,
            product=request.good.id,
            amount_minor=request.good.price_minor if rng.random() < 0.75 else None,
            custom=self._custom(district, life, rng),
            is_returning=is_returning,
            promised_at=moment(request.created + world.promise_s),
            answer_due_at=moment(due),
            steps=life.steps,
        )

    def _title(self, request: _Request, district: str, rng: Random) -> str:
        kind = self._words.deal_types[request.deal_type]
        pattern = self._pick(self._words.titles, rng)
        return pattern.format(product=request.good.name, district=district, type=kind)

    def _custom(self, district: str, life: Life, rng: Random) -> dict[str, object]:
        filled: dict[str, object] = {}
        if rng.random() < 0.6:
            filled["district"] = district
            filled["floor"] = 1 + int(rng.random() * 16)
        if rng.random() < 0.5:
            filled["area"] = round(2 + rng.expovariate(1 / 9), 1)
        if rng.random() < 0.3:
            choices = self._words.custom_fields[2].choices
            filled["call_time"] = choices[int(rng.random() * len(choices))]
        if life.was_answered and rng.random() < 0.4:
            filled["measured_on"] = moment(life.at).date().isoformat()
        return filled

    def _say(self, rng: Random) -> str:
        return self._pick(self._words.call_texts, rng) if rng.random() < 0.35 else ""

    def _pick(self, words: Sequence[str], rng: Random) -> str:
        return words[int(rng.random() * len(words))]


def _offers(number: int, life: Life, history: History) -> list[PastOffer]:
    if life.offer is None:
        return []
    sent_at, author, lines, looks = life.offer
    offer_id = uuid_of(sent_at, life.rng.getrandbits(80))
    openings = [moment(at) for at in looks]
    # The number of the deal: unique, and growing with time as numbers do.
    return [PastOffer(offer_id, number + 1, history.id, moment(sent_at), author, lines, openings)]


def _weighed(reasons: Sequence[Reason]) -> tuple[Sequence[Reason], Sequence[float]]:
    return reasons, list(accumulate(reason.weight for reason in reasons))


def _place(sums: Sequence[float], rng: Random) -> int:
    return min(bisect_right(sums, rng.random() * sums[-1]), len(sums) - 1)
