"""A deal begins."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from pritok.accounts.actor import Actor
from pritok.accounts.queries import organisation
from pritok.catalog.models import Product
from pritok.clients.actions import follow_owners
from pritok.clients.models import Company, Contact
from pritok.deals import events
from pritok.deals.access import may_give
from pritok.deals.actions import references
from pritok.deals.actions.locking import key_of, tell
from pritok.deals.custom import checked_values
from pritok.deals.models import CustomField, Deal, Stage
from pritok.kit import clock
from pritok.kit.errors import Forbidden, wrong
from pritok.kit.texts import search_key

Key = Model | int | None


def create_deal(
    actor: Actor,
    *,
    title: str,
    pipeline: Model | int,
    stage: Key = None,
    owner: Key = None,
    contact: Contact | UUID | None = None,
    company: Company | UUID | None = None,
    deal_type: Key = None,
    market: Key = None,
    source: Key = None,
    campaign: Key = None,
    product: Key = None,
    amount_minor: int | None = None,
    currency: str | None = None,
    via: str = "hand",
    request_id: UUID | None = None,
    promised_at: datetime | None = None,
    answer_due_at: datetime | None = None,
    at: datetime | None = None,
    custom: Mapping[str, Any] | None = None,
) -> Deal:
    """Start a deal in the first stage of its pipeline, or in `stage`; without an owner it waits in the pool.

    A contact nobody knew becomes the owner's. Required fields of the company's own are asked of people only
    (`via` hand): a stranger's request must not be lost for a missing one.
    """
    _must_start_for(actor, key_of(owner))
    chosen = (deal_type, market, source, campaign, product)
    dimensions = {n: key_of(key) for n, key in zip(events.DIMENSIONS, chosen, strict=True)}
    with transaction.atomic():
        references.must_be_entries(dimensions)
        references.must_be_amount(amount_minor)
        references.must_be_active(key_of(owner))
        person = references.seen_contact(actor, contact)
        firm = references.seen_company(actor, company)
        begins = _beginning(pipeline, stage)
        moment = at or clock.now()
        deal = Deal(
            title=title,
            search_key=search_key(title),
            pipeline_id=begins.pipeline_id,
            stage_id=begins.pk,
            stage_entered_at=moment,
            owner_id=key_of(owner),
            owner_since=None if owner is None else moment,
            contact=person,
            company=firm or (person.company if person else None),
            **{f"{name}_id": key for name, key in dimensions.items()},
            amount_minor=amount_minor,
            currency=currency or organisation().currency,
            created_at=moment,
            request_id=request_id,
            promised_at=promised_at,
            answer_due_at=answer_due_at,
            custom=_custom(custom, is_by_hand=via == "hand"),
        )
        _start(actor, deal, _created(deal, begins, dimensions, via), at)
    return deal


def _start(actor: Actor, deal: Deal, payload: events.DealCreated, at: datetime | None) -> None:
    deal.save(force_insert=True)
    person = deal.contact
    if person is not None and person.owner_id is None and deal.owner_id is not None:
        follow_owners({person.pk: deal.owner_id})
    tell(actor, payload, deal, at=at)


def _must_start_for(actor: Actor, owner_id: int | None) -> None:
    if not actor.may_hand_in:
        raise Forbidden("This token may only read.")
    is_own = owner_id is None or owner_id == actor.person_id
    if not is_own and not may_give(actor, None, owner_id):
        raise Forbidden("You may not start a deal for this person.")


def _beginning(pipeline: Model | int, stage: Key) -> Stage:
    pipeline_id = key_of(pipeline)
    assert pipeline_id is not None
    stage_id = key_of(stage)
    if stage_id is None:
        return references.first_stage(pipeline_id)
    begins = references.open_stage(stage_id)
    if begins.pipeline_id != pipeline_id:
        raise wrong("stage", "The stage is not of this pipeline.")
    return begins


def _custom(values: Mapping[str, Any] | None, *, is_by_hand: bool) -> dict[str, Any]:
    fields = CustomField.objects.all()
    stored = checked_values(values or {}, fields, is_complete=is_by_hand)
    return {key: value for key, value in stored.items() if value is not None}


def _created(
    deal: Deal, stage: Stage, dimensions: Mapping[str, int | None], via: str
) -> events.DealCreated:
    """Say how the deal begins; the row is not written yet, so other deals of its contact make it a return."""
    contact = deal.contact_id
    is_returning = contact is not None and Deal.objects.filter(contact=contact).exists()
    product = dimensions["product"]
    category = None
    if product is not None:
        category = Product.objects.values_list("category", flat=True).get(pk=product)
    return events.DealCreated(
        pipeline=deal.pipeline_id,
        stage=stage.pk,
        stage_position=stage.position,
        currency=deal.currency,
        via=via,
        owner=deal.owner_id,
        **dimensions,
        category=category,
        amount_minor=deal.amount_minor,
        contact=deal.contact_id,
        company=deal.company_id,
        request=deal.request_id,
        is_returning=is_returning,
        promised_at=deal.promised_at.isoformat() if deal.promised_at else None,
        answer_due_at=deal.answer_due_at.isoformat() if deal.answer_due_at else None,
    )
