"""The door to contacts and companies: whose they are, or whose deals stand on them, decides who sees them."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from pritok.accounts.actor import Actor
from pritok.clients.models import Company, Contact
from pritok.kit.errors import Forbidden, NotFound


def visible_contacts(actor: Actor) -> QuerySet[Contact]:
    """Return the contacts this actor may see: own, of led people, of nobody, and those of deals it may see."""
    contacts = Contact.objects.filter(merged_into=None)
    if actor.sees_everything:
        return contacts
    if actor.person_id is None:
        return contacts.none()
    owned = Q(owner__in=actor.visible_owners) | Q(owner=None)
    return contacts.filter(owned | Q(pk__in=_of_visible_deals(actor, "contact")))


def get_contact(actor: Actor, contact_id: UUID) -> Contact:
    """Return a visible contact; the id of a merged one leads to the contact it became."""
    target = _end_of_merges(contact_id)
    contact = visible_contacts(actor).select_related("company", "owner").filter(pk=target).first()
    if contact is None:
        raise NotFound
    return contact


def get_editable_contact(actor: Actor, contact_id: UUID) -> Contact:
    contact = get_contact(actor, contact_id)
    must_edit_clients(actor)
    return contact


def visible_companies(actor: Actor) -> QuerySet[Company]:
    """Return the companies this actor may see: own, of led people, of nobody, and those of visible contacts."""
    companies = Company.objects.all()
    if actor.sees_everything:
        return companies
    if actor.person_id is None:
        return companies.none()
    owned = Q(owner__in=actor.visible_owners) | Q(owner=None)
    known = visible_contacts(actor).exclude(company=None).values("company")
    return companies.filter(owned | Q(pk__in=known) | Q(pk__in=_of_visible_deals(actor, "company")))


def get_company(actor: Actor, company_id: UUID) -> Company:
    company = visible_companies(actor).select_related("owner").filter(pk=company_id).first()
    if company is None:
        raise NotFound
    return company


def get_editable_company(actor: Actor, company_id: UUID) -> Company:
    company = get_company(actor, company_id)
    must_edit_clients(actor)
    return company


def must_edit_clients(actor: Actor) -> None:
    """Whoever sees a client may correct it, except a token that only reads."""
    if not actor.may_write:
        raise Forbidden("This token may only read.")


def must_hand_in(actor: Actor) -> None:
    """A stranger's request makes a contact too; a token that only reads makes none."""
    if not actor.may_hand_in:
        raise Forbidden("This token may only read.")


def _of_visible_deals(actor: Actor, link: str) -> QuerySet[Any]:
    """Return the contacts, or companies, of the deals of visible owners and of the pool."""
    # Deals stand above this room: it knows them through the relation, and does not import them.
    deals: QuerySet[Any] = Contact._meta.get_field("deals").related_model._default_manager.all()
    seen = deals.filter(Q(owner__in=actor.visible_owners) | Q(owner=None), deleted_at=None)
    return seen.exclude(**{link: None}).values(link)


def _end_of_merges(contact_id: UUID) -> UUID:
    seen = {contact_id}
    while True:
        row = Contact.objects.filter(pk=contact_id).values_list("merged_into", flat=True).first()
        if row is None or row in seen:
            return contact_id
        seen.add(row)
        contact_id = row
