"""One contact or company with its deals; merging contacts, whose deals follow."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from pritok.accounts.actor import Actor
from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import given
from pritok.clients.access import get_company, get_contact, visible_contacts
from pritok.clients.actions import change_company, change_contact
from pritok.clients.queries import duplicates_of
from pritok.clients.schemas import (
    CompanyOut,
    CompanyPatch,
    ContactOut,
    ContactPatch,
    DuplicateOut,
    MergeIn,
    PointIn,
    company_out,
    contact_out,
    point_pairs,
)
from pritok.deals.actions.merging import merge_contacts
from pritok.deals.queries.listing import deals_of_company, deals_of_contact
from pritok.deals.schemas.out import CompanyPage, ContactPage, DealRow
from pritok.deals.schemas.showing import version_of
from pritok.kit.errors import NotFound, wrong

router = Router(tags=["clients"])
_CONTACTS_SHOWN = 50


@router.get(
    "/contacts/{uuid:contact_id}",
    response=errors(404, ok={200: ContactPage}),
    operation_id="getContact",
)
def read_contact(request: HttpRequest, contact_id: UUID) -> ContactPage:
    """A contact with its newest deals and possible duplicates; the id of a merged one leads to the kept one."""
    actor = actor_of(request)
    contact = get_contact(actor, contact_id)
    deals = deals_of_contact(actor, contact.pk)
    twins = duplicates_of(actor, contact)
    return ContactPage(
        **contact_out(actor, contact).model_dump(),
        deals=[DealRow(**row) for row in deals],
        duplicates=[DuplicateOut.model_validate(twin) for twin in twins],
    )


@router.patch(
    "/contacts/{uuid:contact_id}",
    response=errors(404, 409, ok={200: ContactOut}),
    operation_id="changeContact",
)
def patch_contact(request: HttpRequest, contact_id: UUID, body: ContactPatch) -> ContactOut:
    actor = actor_of(request)
    changes = given(body)
    if "points" in changes:
        changes["points"] = point_pairs([PointIn(**point) for point in changes["points"]])
    version = version_of(request)
    contact = change_contact(actor, contact=contact_id, changes=changes, version=version)
    return contact_out(actor, contact)


@router.post(
    "/contacts/{uuid:contact_id}/merge",
    response=errors(404, 409, ok={200: ContactOut}),
    operation_id="mergeContacts",
)
def post_merge(request: HttpRequest, contact_id: UUID, body: MergeIn) -> ContactOut:
    """Make the other contact part of this one; its points, consents and deals come along."""
    actor = actor_of(request)
    kept = get_contact(actor, contact_id)
    try:
        merged = get_contact(actor, body.other)
    except NotFound as error:
        raise wrong("other", "There is no such contact.") from error
    return contact_out(actor, merge_contacts(actor, kept=kept.pk, merged=merged.pk))


@router.get(
    "/companies/{uuid:company_id}",
    response=errors(404, ok={200: CompanyPage}),
    operation_id="getCompany",
)
def read_company(request: HttpRequest, company_id: UUID) -> CompanyPage:
    """A company with its contacts and newest deals."""
    actor = actor_of(request)
    company = get_company(actor, company_id)
    return CompanyPage(
        **company_out(actor, company).model_dump(),
        contacts=_contacts_of(actor, company_id),
        deals=[DealRow(**row) for row in deals_of_company(actor, company_id)],
    )


@router.patch(
    "/companies/{uuid:company_id}",
    response=errors(404, 409, ok={200: CompanyOut}),
    operation_id="changeCompany",
)
def patch_company(request: HttpRequest, company_id: UUID, body: CompanyPatch) -> CompanyOut:
    actor = actor_of(request)
    version = version_of(request)
    company = change_company(actor, company=company_id, changes=given(body), version=version)
    return company_out(actor, company)


def _contacts_of(actor: Actor, company_id: UUID) -> list[ContactOut]:
    contacts = visible_contacts(actor).filter(company=company_id)
    rows = contacts.select_related("company", "owner").prefetch_related("points", "consents")
    return [contact_out(actor, row) for row in rows.order_by("search_key", "pk")[:_CONTACTS_SHOWN]]
