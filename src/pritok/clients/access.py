"""The door to contacts and companies: whose they are, or whose deals stand on them, decides who sees them."""

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
    owners = actor.visible_owners
    through_deals = Contact.objects.filter(
        Q(deals__owner__in=owners) | Q(deals__owner=None, deals__isnull=False),
        deals__deleted_at=None,
    )
    return contacts.filter(
        Q(owner__in=owners) | Q(owner=None) | Q(pk__in=through_deals.values("pk"))
    )


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
    owners = actor.visible_owners
    through_contacts = visible_contacts(actor).exclude(company=None).values("company")
    through_deals = Company.objects.filter(deals__owner__in=owners, deals__deleted_at=None)
    return companies.filter(
        Q(owner__in=owners)
        | Q(owner=None)
        | Q(pk__in=through_contacts)
        | Q(pk__in=through_deals.values("pk"))
    )


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


def _end_of_merges(contact_id: UUID) -> UUID:
    seen = {contact_id}
    while True:
        row = Contact.objects.filter(pk=contact_id).values_list("merged_into", flat=True).first()
        if row is None or row in seen:
            return contact_id
        seen.add(row)
        contact_id = row
