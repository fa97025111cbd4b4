"""Giving waiting deals out: each decision with its snapshot, its ledger row and the new owner in one transaction."""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from pritok.accounts.actor import Actor
from pritok.deals.access import visible_deals
from pritok.deals.actions.assigning import Given, give_deals
from pritok.deals.models import Deal, Pipeline
from pritok.journal.recording import Draft, record_many
from pritok.kit import clock
from pritok.kit.bulk_insert import insert_prepared, prepare_instances
from pritok.routing import fair
from pritok.routing.events import AssignmentDecided
from pritok.routing.models import Assignment, Member, WaitingDeal
from pritok.routing.rounds import ROUTING, Round, features

_log = logging.getLogger("pritok.routing")
# Few enough that on SQLite the transaction does not keep other writers waiting for long.
BATCH = 32
_FIRST_PAUSE = timedelta(seconds=2)
_LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Choice:
    """`branch`: fair, known_client, or why nobody was found; `decision` only where the count was asked."""

    branch: str
    person: int | None
    propensity: float | None
    eligible: list[dict[str, Any]]
    seed: int | None = None
    decision: fair.Decision | None = None


@dataclass(frozen=True, slots=True)
class _Served:
    waiting: WaitingDeal
    deal: Deal
    choice: _Choice


def give_out(actor: Actor, *, pipeline_id: int, limit: int = BATCH) -> int:
    """Give the oldest waiting deals of a fair pipeline to managers; return how many left the line.

    A deal whose decision fails stays in line and is tried again later, behind growing pauses.
    """
    with transaction.atomic():
        # The lock on the pipeline orders two workers even where there are no members to lock. It leaves the
        # key alone: new deals refer to the pipeline and must not wait for us.
        locked = Pipeline.objects.select_for_update(no_key=True)
        pipeline = locked.filter(pk=pipeline_id).first()
        if pipeline is None or pipeline.routing_mode != "fair":
            return 0
        line = _oldest(pipeline_id, limit)
        if not line:
            return 0
        deals = _locked_deals([waiting.deal_id for waiting in line])
        pairs = [(waiting, deal) for waiting in line if (deal := deals.get(waiting.deal_id))]
        gone = [waiting for waiting in line if waiting.deal_id not in deals]
        _strike_off(gone)
        return len(gone) + _serve(actor, pipeline_id, pairs)


def _oldest(pipeline_id: int, limit: int) -> list[WaitingDeal]:
    """Return the head of the line and, when nobody can take that, those not looked at yet, oldest first.

    A known client behind a long line goes to the manager who knows them all the same.
    """
    ready = Q(retry_at=None) | Q(retry_at__lte=clock.now())
    line = WaitingDeal.objects.filter(ready, pipeline_id=pipeline_id).order_by("since", "pk")
    picked = {waiting.pk: waiting for waiting in [*line[:limit], *line.filter(reason="")[:limit]]}
    return sorted(picked.values(), key=lambda waiting: (waiting.since, waiting.pk))


def _locked_deals(ids: list[UUID]) -> dict[UUID, Deal]:
    """Return those of the deals that still wait for somebody."""
    rows = visible_deals(ROUTING).select_for_update(of=("self",), no_key=True).filter(pk__in=ids)
    rows = rows.select_related("contact", "product").order_by("pk")
    return {deal.pk: deal for deal in rows if deal.owner_id is None and deal.state == "open"}


def _serve(actor: Actor, pipeline_id: int, pairs: Sequence[tuple[WaitingDeal, Deal]]) -> int:
    """Decide about each deal in its turn, write all decisions at once, and return how many found somebody."""
    round_ = Round.open(pipeline_id)
    try:
        with transaction.atomic():
            served = []
            for waiting, deal in pairs:
                choice = _choose(round_, waiting, deal)
                _note(round_, deal, choice)
                served.append(_Served(waiting, deal, choice))
            _carry_out(actor, round_, served)
    except Exception:  # noqa: BLE001 - one of them spoils it for all; alone, the others are given out
        _log.warning("%d deals could not be given out at once", len(pairs), exc_info=True)
        round_ = Round.open(pipeline_id)
        found = sum(_serve_alone(actor, round_, waiting, deal) for waiting, deal in pairs)
    else:
        found = sum(each.choice.person is not None for each in served)
    touched = [member for member in round_.members if member.pk in round_.touched]
    Member.objects.bulk_update(touched, ["given", "due_parts"])
    return found


def _serve_alone(actor: Actor, round_: Round, waiting: WaitingDeal, deal: Deal) -> bool:
    try:
        with transaction.atomic():
            choice = _choose(round_, waiting, deal)
            _carry_out(actor, round_, [_Served(waiting, deal, choice)])
    except Exception as failure:  # noqa: BLE001 - one deal must not hold up those behind it
        _log.exception("deal %s could not be given out", deal.pk)
        _postpone(waiting, failure)
        return False
    _note(round_, deal, choice)
    return choice.person is not None


def _choose(round_: Round, waiting: WaitingDeal, deal: Deal) -> _Choice:
    keeper = round_.keeper(deal, waiting.former_id)
    if keeper is not None:
        # Outside the count: clients who come back are nobody's share of the new ones.
        return _Choice("known_client", keeper, 1.0, [])
    candidates = round_.candidates(waiting.former_id)
    seed = secrets.randbits(62)
    decision = fair.choose(candidates, seed=seed)
    if decision is None:
        return _Choice(round_.why_nobody(), None, None, [])
    seen = round_.seen(candidates)
    return _Choice("fair", decision.person, decision.propensity, seen, seed, decision)


def _note(round_: Round, deal: Deal, choice: _Choice) -> None:
    if choice.decision is not None:
        round_.note(choice.decision)
    if choice.person is not None:
        round_.note_given(deal, choice.person)


def _carry_out(actor: Actor, round_: Round, served: Sequence[_Served]) -> None:
    """Write the decisions, tell them, and give the deals to those who were found."""
    # What was said already the ledger does not repeat every few seconds.
    news = [s for s in served if s.choice.person or s.waiting.reason != s.choice.branch]
    rows = [_row(actor, round_, each) for each in news]
    insert_prepared(prepare_instances(Assignment, rows))
    record_many(actor, [_told(row) for row in rows])
    given = []
    for each, row in zip(news, rows, strict=True):
        if each.choice.person is None:
            each.waiting.reason = each.choice.branch
        else:
            given.append(Given(each.deal, each.choice.person, row.pk))
    WaitingDeal.objects.bulk_update(
        [each.waiting for each in news if each.choice.person is None], ["reason"]
    )
    if given:
        give_deals(actor, given=given, how="fair")
        _strike_off([each.waiting for each in news if each.choice.person is not None])


def _row(actor: Actor, round_: Round, served: _Served) -> Assignment:
    waiting, deal, choice = served.waiting, served.deal, served.choice
    return Assignment(
        deal_id=deal.pk,
        pipeline_id=waiting.pipeline_id,
        at=round_.now,
        mode="fair",
        branch=choice.branch,
        person_id=choice.person,
        actor=f"{actor.kind}:{actor.id}"[:70],
        propensity=choice.propensity,
        seed=choice.seed,
        eligible=choice.eligible,
        features=features(deal, waiting, round_),
    )


def _told(row: Assignment) -> Draft:
    fact = AssignmentDecided(
        assignment=row.pk,
        mode=row.mode,
        branch=row.branch,
        person=row.person_id,
        propensity=row.propensity,
    )
    return Draft.of_deal(fact, row.deal_id, row.person_id)


def _strike_off(line: Sequence[WaitingDeal]) -> None:
    # By query: an instance forgets its key on delete, also when the savepoint is undone afterwards.
    WaitingDeal.objects.filter(pk__in=[waiting.pk for waiting in line]).delete()


def _postpone(waiting: WaitingDeal, failure: Exception) -> None:
    waiting.attempts = min(waiting.attempts + 1, 1000)
    pause = min(_FIRST_PAUSE * 2 ** min(waiting.attempts, 16), _LONGEST_PAUSE)
    waiting.retry_at = clock.now() + pause
    waiting.reason = type(failure).__name__[:20]
    waiting.save(update_fields=["attempts", "retry_at", "reason"])
