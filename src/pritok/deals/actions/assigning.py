"""A deal changes hands: given, claimed from the pool, or released into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Model, When

from pritok.accounts.actor import Actor
from pritok.clients.actions import follow_owners
from pritok.deals.access import get_deal, may_claim, may_give
from pritok.deals.actions import references
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
from pritok.deals.events import DealAssigned
from pritok.deals.models import Deal
from pritok.journal.recording import Draft, record_many
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
        references.must_be_active(to)
        _hand_over(actor, row, to, how=how, assignment=assignment, cause=cause)
    return row


@dataclass(frozen=True, slots=True)
class Given:
    """A deal of the pool that this transaction has locked, who gets it, and the ledger row that decided it."""

    deal: Deal
    owner_id: int
    assignment: UUID


def give_deals(actor: Actor, *, given: Sequence[Given], how: str) -> None:
    """Give deals of the pool to people, all of them or none; their clients follow."""
    if not all(may_give(actor, None, each.owner_id) for each in given):
        raise Forbidden("You may not give these deals to these people.")
    references.must_all_be_active({each.owner_id for each in given})
    with transaction.atomic():
        cases = [When(pk=each.deal.pk, then=each.owner_id) for each in given]
        # Whoever holds the lock knows that they are in the pool; nothing else may be overwritten.
        deals = Deal.objects.filter(pk__in=[each.deal.pk for each in given], owner=None)
        changed = deals.update(
            owner_id=Case(*cases), owner_since=clock.now(), version=F("version") + 1
        )
        if changed != len(given):
            raise Conflict("Somebody changed these records meanwhile.", code="stale")
        follow_owners({g.deal.contact_id: g.owner_id for g in given if g.deal.contact_id})
        record_many(actor, [_assigned(each, how) for each in given])


def _assigned(given: Given, how: str) -> Draft:
    payload = DealAssigned(
        from_owner=None, to_owner=given.owner_id, how=how, assignment=given.assignment
    )
    return Draft.of_deal(payload, given.deal.pk, given.owner_id, was_given=True)


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
        follow_owners({row.contact_id: to})
    if to is None and how == "hand":
        how = "release"
    payload = DealAssigned(from_owner=former, to_owner=to, how=how, assignment=assignment)
    tell(actor, payload, row, former=former, was_given=True, cause=cause)
