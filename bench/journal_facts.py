"""Synthetic journals for measuring: believable shapes (hand-overs, skips, pauses, losses), no tables of deals."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from pritok.deals import events
from pritok.desk.events import ContactMade, TaskDone, TaskPlanned
from pritok.journal.models import Fact
from pritok.journal.payloads import Payload, encode
from pritok.kit.bulk_insert import insert_rows
from pritok.kit.ids import id_at, new_id
from pritok.offers.events import OfferOpened, OfferSent

PIPELINES = {1: range(1, 7), 2: range(11, 17), 3: range(21, 27)}
FIRST = datetime(2023, 11, 1, tzinfo=UTC)
DAYS = 3 * 365
COLUMNS = (
    "id", "at", "recorded_at", "kind", "version", "deal_id", "subject", "owner_id", "actor_kind", "actor_id",
    "audience", "data", "cause",
)  # fmt: skip
_DEALS_AT_ONCE = 20_000

Step = tuple[datetime, Payload, int | None]


def fill_journal(deals: int, *, managers: int = 200, seed: int = 1) -> int:
    """Write the facts of so many deals and the stages they stand in; return the number of facts."""
    chance = random.Random(seed)
    written = _insert([(FIRST, None, payload, None) for payload in _stages()])
    for start in range(0, deals, _DEALS_AT_ONCE):
        batch: list[tuple[datetime, Any, Payload, int | None]] = []
        for number in range(start, min(start + _DEALS_AT_ONCE, deals)):
            created = FIRST + timedelta(days=DAYS * number / deals)
            deal = id_at(int(created.timestamp() * 1000))
            batch += [
                (at, deal, payload, owner)
                for at, payload, owner in _story(chance, created, managers)
            ]
        # A journal is in the order of time, so the facts of one deal lie apart, as in life.
        batch.sort(key=lambda step: step[0])
        written += _insert(batch)
    return written


def _stages() -> Iterator[Payload]:
    for pipeline, stages in PIPELINES.items():
        for position, stage in enumerate(stages):
            yield events.StageChanged(
                stage=stage, pipeline=pipeline, position=position, fields=["created"]
            )


def _story(chance: random.Random, at: datetime, managers: int) -> Iterator[Step]:
    pipeline = chance.choice((1, 1, 1, 2, 2, 3))
    stages, place = PIPELINES[pipeline], 0
    owner: int | None = 1 + int(chance.random() ** 1.3 * managers)
    yield at, _created(chance, at, pipeline, stages[0]), None
    at += timedelta(seconds=chance.randrange(5, 300))
    yield at, events.DealAssigned(from_owner=None, to_owner=owner, how="fair"), owner
    now = FIRST + timedelta(days=DAYS)
    while True:
        at += timedelta(seconds=chance.lognormvariate(11.5, 1.2))
        if at >= now:
            return
        yield (
            at,
            ContactMade(event=new_id(), channel=chance.choice(("call", "email")), direction="out"),
            owner,
        )
        yield from _worked(chance, at, owner)
        if chance.random() < 0.04:
            former, owner = owner, 1 + chance.randrange(managers)
            yield at, events.DealAssigned(from_owner=former, to_owner=owner, how="hand"), owner
        if chance.random() < 0.27:
            reason = chance.randrange(1, 16)
            is_refusal = reason < 15
            yield (
                at,
                events.DealLost(
                    stage=stages[place], reason=reason, reason_group=1, is_refusal=is_refusal
                ),
                owner,
            )
            return
        if place == len(stages) - 1 or chance.random() < 0.06:
            if chance.random() < 0.7:
                yield at, _lines(chance), owner
            yield (
                at,
                events.DealWon(stage=stages[place]),
                owner,
            )
            return
        former_stage, place = (
            stages[place],
            min(place + chance.choice((1, 1, 1, 1, 2)), len(stages) - 1),
        )
        yield (
            at,
            events.DealMoved(from_stage=former_stage, to_stage=stages[place], to_position=place),
            owner,
        )


def _created(chance: random.Random, at: datetime, pipeline: int, stage: int) -> Payload:
    is_request = chance.random() < 0.8
    return events.DealCreated(
        pipeline=pipeline,
        stage=stage,
        stage_position=0,
        currency="RUB",
        via="form",
        deal_type=chance.randrange(1, 5),
        market=chance.randrange(1, 13),
        source=chance.choice((None, *range(1, 9))),
        product=chance.randrange(1, 41),
        amount_minor=chance.randrange(10**5, 10**7),
        is_returning=chance.random() < 0.3,
        promised_at=(at + timedelta(days=1)).isoformat() if is_request else None,
        answer_due_at=(at + timedelta(minutes=15)).isoformat() if is_request else None,
    )


def _worked(chance: random.Random, at: datetime, owner: int | None) -> Iterator[Step]:
    """What is done beside a contact: a next step that is mostly kept, an offer that is mostly looked at, a pause."""
    if chance.random() < 0.3:
        task, due = new_id(), at + timedelta(seconds=chance.lognormvariate(11.5, 1.2))
        yield at, TaskPlanned(task=task, task_kind="call", due_at=due.isoformat()), owner
        if chance.random() < 0.8:
            yield at, TaskDone(task=task, on_time=chance.random() < 0.7), owner
    if chance.random() < 0.15:
        offer = new_id()
        yield at, OfferSent(offer=offer, offer_version=1), owner
        if chance.random() < 0.7:
            yield at, OfferOpened(offer=offer, offer_version=1), owner
    if chance.random() < 0.02:
        until = at + timedelta(days=chance.randrange(1, 30))
        yield at, events.DealPaused(until=until.isoformat()), owner


def _lines(chance: random.Random) -> Payload:
    """One line or several: sales of one thing are the rule, and every tenth cost is unknown."""
    lines = []
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        product, price = chance.randrange(1, 41), chance.randrange(10**5, 10**6)
        lines.append(
            events.Line(
                quantity_milli=1000 * chance.choice((1, 1, 1, 2, 5)),
                price_minor=price,
                discount_minor=price * chance.choice((0, 0, 0, 5, 10)) // 100,
                cost_minor=price * 6 // 10 if chance.random() < 0.9 else None,
                product=product,
                category=product % 5 + 1,
            )
        )
    amount = sum(
        line.quantity_milli * (line.price_minor - line.discount_minor) // 1000 for line in lines
    )
    return events.DealLinesChanged(lines=lines, amount_minor=amount)


def _insert(steps: list[tuple[datetime, Any, Payload, int | None]]) -> int:
    rows = [
        (
            new_id(), at, at, payload.kind, payload.version, deal, f"deal:{deal}", owner, "person", str(owner),
            f"user:{owner}", encode(payload), None,
        )
        for at, deal, payload, owner in steps
    ]  # fmt: skip
    with transaction.atomic():
        insert_rows(Fact, COLUMNS, rows)
    return len(rows)


def vendor() -> str:
    return connection.vendor
