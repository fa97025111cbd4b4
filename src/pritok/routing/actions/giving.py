"""Giving waiting deals out: each decision with its snapshot, its ledger row and the new owner in one transaction."""

import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from pritok.accounts.actor import Actor
from pritok.deals.access import visible_deals
from pritok.deals.actions.assigning import assign_deal
from pritok.deals.models import Deal, Pipeline
from pritok.journal.recording import record, users
from pritok.kit import clock
from pritok.routing import fair
from pritok.routing.events import AssignmentDecided
from pritok.routing.models import Assignment, Member, WaitingDeal
from pritok.routing.rounds import ROUTING, Round, features

_log = logging.getLogger("pritok.routing")
# Small, because on SQLite a transaction keeps every other writer waiting.
BATCH = 8
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
        deals = _locked_deals([waiting.deal_id for waiting in line])
        if not line:
            return 0
        round_ = Round.open(pipeline_id)
        left = sum(_serve(actor, round_, waiting, deals.get(waiting.deal_id)) for waiting in line)
        touched = [member for member in round_.members if member.pk in round_.touched]
        Member.objects.bulk_update(touched, ["given", "due_parts"])
    return left


def _oldest(pipeline_id: int, limit: int) -> list[WaitingDeal]:
    """Return the head of the line and, when nobody can take that, those not looked at yet, oldest first.

    A known client behind a long line goes to the manager who knows them all the same.
    """
    ready = Q(retry_at=None) | Q(retry_at__lte=clock.now())
    line = WaitingDeal.objects.filter(ready, pipeline_id=pipeline_id).order_by("since", "pk")
    picked = {waiting.pk: waiting for waiting in [*line[:limit], *line.filter(reason="")[:limit]]}
    return sorted(picked.values(), key=lambda waiting: (waiting.since, waiting.pk))


def _locked_deals(ids: list[UUID]) -> dict[UUID, Deal]:
    rows = visible_deals(ROUTING).select_for_update(of=("self",), no_key=True).filter(pk__in=ids)
    rows = rows.select_related("contact", "product").order_by("pk")
    return {deal.pk: deal for deal in rows}


def _serve(actor: Actor, round_: Round, waiting: WaitingDeal, deal: Deal | None) -> bool:
    """Decide about one deal and say whether it left the line."""
    if deal is None or deal.owner_id is not None or deal.state != "open":
        _strike_off(waiting)
        return True
    try:
        with transaction.atomic():
            choice = _choose(round_, waiting, deal)
            _carry_out(actor, round_, waiting, deal, choice)
    except Exception as failure:  # noqa: BLE001 - one deal must not hold up those behind it
        _log.exception("deal %s could not be given out", deal.pk)
        _postpone(waiting, failure)
        return False
    if choice.decision is not None:
        round_.note(choice.decision)
    if choice.person is None:
        return False
    round_.note_load(choice.person)
    return True


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


def _carry_out(
    actor: Actor, round_: Round, waiting: WaitingDeal, deal: Deal, choice: _Choice
) -> None:
    if choice.person is None and waiting.reason == choice.branch:
        return  # said already: the ledger does not repeat itself every few seconds
    row = Assignment(
        deal=deal,
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
    row.save(force_insert=True)
    _tell(actor, row, deal)
    if choice.person is None:
        waiting.reason = choice.branch
        waiting.save(update_fields=["reason"])
        return
    assign_deal(actor, deal=deal.pk, owner=choice.person, how="fair", assignment=row.pk)
    _strike_off(waiting)


def _strike_off(waiting: WaitingDeal) -> None:
    # By query: an instance forgets its key on delete, also when the savepoint is undone afterwards.
    WaitingDeal.objects.filter(pk=waiting.pk).delete()


def _tell(actor: Actor, row: Assignment, deal: Deal) -> None:
    fact = AssignmentDecided(
        assignment=row.pk,
        mode=row.mode,
        branch=row.branch,
        person=row.person_id,
        propensity=row.propensity,
    )
    record(
        actor,
        fact,
        subject=f"deal:{deal.pk}",
        audience=users(row.person_id),
        deal_id=deal.pk,
        owner_id=row.person_id,
    )


def _postpone(waiting: WaitingDeal, failure: Exception) -> None:
    waiting.attempts = min(waiting.attempts + 1, 1000)
    pause = min(_FIRST_PAUSE * 2 ** min(waiting.attempts, 16), _LONGEST_PAUSE)
    waiting.retry_at = clock.now() + pause
    waiting.reason = type(failure).__name__[:20]
    waiting.save(update_fields=["attempts", "retry_at", "reason"])
