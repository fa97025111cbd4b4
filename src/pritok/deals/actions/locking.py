"""How every action on a deal begins and ends: lock and re-read, check, write with a new version, tell."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from pritok.accounts.actor import Actor
from pritok.deals.access import must_edit
from pritok.deals.models import Deal, State
from pritok.journal.payloads import Payload
from pritok.journal.recording import Draft, record_many
from pritok.kit.errors import Conflict, NotFound
from pritok.kit.versions import refuse_if_stale

DealRef = Deal | UUID


def lock_seen(actor: Actor, deal: DealRef) -> Deal:
    """Return the deal re-read and locked until the transaction ends; NotFound when this actor may not see it."""
    # The key never changes: whoever merely refers to the deal, a note or a request, need not wait for us.
    locked = Deal.objects.select_for_update(no_key=True)
    row = locked.filter(pk=id_of(deal), deleted_at=None).first()
    if row is None or not actor.may_see_owner(row.owner_id):
        raise NotFound
    return row


def lock_editable(actor: Actor, deal: DealRef) -> Deal:
    """As `lock_seen`; Forbidden when this actor may only look. Rights count as they are now, not when asked."""
    row = lock_seen(actor, deal)
    must_edit(actor, row.owner_id)
    return row


def lock_open_deals(contact_ids: Collection[UUID]) -> dict[UUID, Deal]:
    """Return the newest open deal of each contact that has one, whoever owns it: only intake may ask.

    All open deals of these contacts are locked until the transaction ends.
    """
    locked = Deal.objects.select_for_update(no_key=True)
    deals = locked.filter(contact__in=contact_ids, state=State.OPEN, deleted_at=None)
    newest: dict[UUID, Deal] = {}
    # One order of locks for everybody: then nobody waits in a circle.
    for deal in deals.order_by("pk"):
        assert deal.contact_id is not None
        known = newest.get(deal.contact_id)
        if known is None or (known.created_at, known.pk) < (deal.created_at, deal.pk):
            newest[deal.contact_id] = deal
    return newest


def must_be_open(deal: Deal) -> None:
    if deal.state != State.OPEN:
        raise Conflict("The deal is closed; reopen it first.", code="deal_closed")


def check_version(
    deal: Deal, version: int | None, yours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> None:
    """Raise the 409 with the difference when the caller saw an older version of this deal."""
    refuse_if_stale(deal.version, version, yours=yours, theirs=theirs)


def write(deal: Deal, changes: Mapping[str, Any]) -> None:
    """Write the columns and the next version; the row must be the one that was locked."""
    following = deal.version + 1
    same = Deal.objects.filter(pk=deal.pk, version=deal.version)
    # `update` takes keywords only; the names come from our own actions, never from a request.
    if not same.update(**changes, version=following):
        raise Conflict("Somebody changed this record meanwhile.", code="stale")
    for name, value in changes.items():
        setattr(deal, name, value)
    deal.version = following


def tell(
    actor: Actor,
    payload: Payload,
    deal: Deal,
    *,
    former: int | None = None,
    was_given: bool = False,
    at: datetime | None = None,
    cause: UUID | None = None,
) -> None:
    """Record a fact about the deal under its owner of now; with `was_given` the former owner hears it too."""
    draft = Draft.of_deal(
        payload, deal.pk, deal.owner_id, former=former, was_given=was_given, at=at, cause=cause
    )
    record_many(actor, [draft])


def id_of(deal: DealRef) -> UUID:
    return deal if isinstance(deal, UUID) else deal.pk


def key_of(value: Model | int | None) -> int | None:
    """Return the key of a dictionary entry or person given as a row or as the key itself."""
    return value.pk if isinstance(value, Model) else value
