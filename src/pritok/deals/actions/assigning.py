"""A deal changes hands: given, claimed from the pool, or released into it."""

from uuid import UUID

from django.db import transaction
from django.db.models import Model

from pritok.accounts.actor import Actor
from pritok.clients.actions import follow_owner
from pritok.deals.access import get_deal, may_claim, may_give
from pritok.deals.actions.locking import (
    DealRef,
    check_version,
    id_of,
    key_of,
    lock_seen,
    must_be_open,
    tell,
    write,
)
from pritok.deals.actions.references import must_be_active
from pritok.deals.events import DealAssigned
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden


def assign_deal(
    actor: Actor,
    *,
    deal: DealRef,
    owner: Model | int | None,
    how: str = "hand",
    assignment: UUID | None = None,
    cause: UUID | None = None,
    version: int | None = None,
) -> Deal:
    """Give a deal to a person, or to the pool (None). The client follows the new owner.

    `assignment` is the ledger row that decided it, `cause` the fact that made the system act. Closed deals may
    change hands too: credit for what happened stays with whoever held the deal then.
    """
    to = key_of(owner)
    with transaction.atomic():
        row = lock_seen(actor, deal)
        if not may_give(actor, row.owner_id, to):
            raise Forbidden("You may not give this deal to this person.")
        check_version(row, version, {"owner": to}, {"owner": row.owner_id})
        if row.owner_id == to:
            return row
        must_be_active(to)
        _hand_over(actor, row, to, how=how, assignment=assignment, cause=cause)
    return row


def claim_deal(actor: Actor, *, deal: DealRef) -> Deal:
    """Take an open deal out of the pool; the second of two who want it is told that it is taken."""
    get_deal(actor, id_of(deal))
    with transaction.atomic():
        row = Deal.objects.select_for_update().get(pk=id_of(deal))
        if row.owner_id == actor.person_id and actor.person_id is not None:
            return row
        if row.owner_id is not None:
            raise Conflict("Somebody has taken this deal already.", code="taken")
        if not may_claim(actor, row.owner_id):
            raise Forbidden("Only people take deals out of the pool.")
        must_be_open(row)
        _hand_over(actor, row, actor.person_id, how="claim")
    return row


def _hand_over(
    actor: Actor,
    row: Deal,
    to: int | None,
    *,
    how: str,
    assignment: UUID | None = None,
    cause: UUID | None = None,
) -> None:
    former = row.owner_id
    write(row, {"owner_id": to, "owner_since": None if to is None else clock.now()})
    if to is not None and row.contact_id is not None:
        follow_owner(contact_id=row.contact_id, owner_id=to)
    if to is None and how == "hand":
        how = "release"
    payload = DealAssigned(from_owner=former, to_owner=to, how=how, assignment=assignment)
    tell(actor, payload, row, former=former, was_given=True, cause=cause)
