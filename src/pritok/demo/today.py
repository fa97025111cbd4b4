"""The last day comes in by the real way: requests through intake, given out by routing, answered or not.

So the generated company is alive when somebody looks at it: some clients wait within the target, some wait too
long, some were answered in time, one request is doubtful and waits for a person to judge.
"""

from dataclasses import dataclass
from random import Random
from uuid import UUID

from pritok.accounts.actor import VISITOR
from pritok.accounts.models import User
from pritok.accounts.queries import actor_for_person
from pritok.automation.worker import Worker
from pritok.deals.access import visible_deals
from pritok.demo.clients import Clients
from pritok.demo.people import DEMO
from pritok.demo.rhythm import moment
from pritok.demo.texts import Texts, texts
from pritok.demo.world import World
from pritok.desk.actions.contacting import log_contact
from pritok.intake.actions.receiving import receive
from pritok.intake.incoming import Incoming
from pritok.intake.models import Form
from pritok.kit import clock

_SPAN_S = 26 * 3600.0
_ANSWERED = 0.72
_DOUBTFUL = {5, 17}


@dataclass(frozen=True, slots=True)
class _Answer:
    at: float
    deal: UUID


def live_through_today(world: World, *, requests: int) -> None:
    """Receive `requests` over the last day and answer most of them, each thing at its own moment."""
    words, rng, worker = texts(world.language), Random(world.seed + 1), Worker()
    clients, form = Clients(world), Form.objects.get(slug="request")
    answers: list[_Answer] = []
    times = sorted(world.now - _SPAN_S * rng.random() ** 1.6 for _ in range(requests))
    for place, at in enumerate([*times, world.now]):
        answers = _answer_until(at, answers, worker, rng, words)
        if place == len(times):
            break
        incoming = _request(world, clients, words, form, rng, place)
        with clock.frozen(moment(at)):
            receipt = receive(VISITOR, incoming=incoming)
            worker.step()
        if receipt.deal_id is not None and rng.random() < _ANSWERED:
            minutes = rng.lognormvariate(2.7, 1.0)
            answered_at = world.clock.later(at, minutes * 60)
            answers.append(_Answer(answered_at, receipt.deal_id))


def _answer_until(
    at: float, answers: list[_Answer], worker: Worker, rng: Random, words: Texts
) -> list[_Answer]:
    due = sorted((a for a in answers if a.at < at), key=lambda answer: answer.at)
    for answer in due:
        deal = visible_deals(DEMO).filter(pk=answer.deal).first()
        if deal is None or deal.owner_id is None:
            continue
        owner = actor_for_person(User.objects.get(pk=deal.owner_id))
        with clock.frozen(moment(answer.at)):
            log_contact(
                owner,
                deal=deal.pk,
                channel="call",
                direction="out",
                answered=True,
                seconds=40 + int(rng.expovariate(1 / 150)),
                text=rng.choice(words.call_texts),
            )
            worker.step()
    return [answer for answer in answers if answer.at >= at]


def _request(
    world: World, clients: Clients, words: Texts, form: Form, rng: Random, place: int
) -> Incoming:
    client = clients.client(world.total + place)
    goods = [good for good in world.goods if good.pipeline == 0]
    good = rng.choice(goods)
    points = dict(client.points)
    text = rng.choice(words.request_texts).format(product=good.name.lower())
    return Incoming(
        channel="form",
        sender=f"form:{form.pk}",
        key=f"demo-{place}",
        form_id=form.pk,
        language=world.language,
        suspicion="too_fast" if place in _DOUBTFUL else "",
        payload={
            "name": client.name,
            "phone": points["phone"],
            "email": points.get("email", ""),
            "message": text,
            "source": rng.choice(words.sources[:6]).name,
            "product": good.name,
            "market": rng.choice(words.markets),
        },
    )
