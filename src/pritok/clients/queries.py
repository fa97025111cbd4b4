"""Reading contacts and companies: lists, look-ups by phone and e-mail, possible duplicates."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from django.db.models import Q, QuerySet

from pritok.accounts.actor import Actor
from pritok.clients.access import visible_companies, visible_contacts
from pritok.clients.models import Company, Contact, ContactPoint
from pritok.clients.points import Point
from pritok.kit.keyset import Sort, pick_sort, take_page
from pritok.kit.texts import search_key

SORTS = {
    "created_at": Sort("created_at", "time"),
    "-created_at": Sort("created_at", "time", is_descending=True),
    "name": Sort("search_key", "text"),
    "-name": Sort("search_key", "text", is_descending=True),
}
# Shorter runs of digits stand in too many numbers to mean a phone.
_FEWEST_DIGITS = 4
_MOST_WORDS = 6


class Duplicate(TypedDict):
    id: UUID
    name: str
    reason: str
    value: str


def find_contacts(people: Sequence[Sequence[Point]]) -> list[Contact | None]:
    """Return for each person's points the oldest contact that has one of them, with its own points fetched.

    Points are normalised; a merged contact leads to the kept one. It looks at all contacts, whoever owns them: only
    intake and imports may ask.
    """
    holders = _holders({point for points in people for point in points})
    oldest = [
        min((h for point in points for h in holders.get(point, ())), default=None)
        for points in people
    ]
    ids = {holder[1] for holder in oldest if holder is not None}
    contacts = _kept(ids) if ids else {}
    return [None if holder is None else contacts[holder[1]] for holder in oldest]


def _holders(points: set[Point]) -> dict[Point, list[tuple[datetime, UUID]]]:
    """Return when each contact that has one of these points was made, and its id."""
    if not points:
        return {}
    rows = ContactPoint.objects.filter(value__in={value for _, value in points})
    found: dict[Point, list[tuple[datetime, UUID]]] = {}
    for kind, value, made, pk in rows.values_list(
        "kind", "value", "contact__created_at", "contact_id"
    ):
        found.setdefault((kind, value), []).append((made, pk))
    return found


def _kept(ids: set[UUID]) -> dict[UUID, Contact]:
    """Return the contacts with these ids, or what each was merged into."""
    rows = Contact.objects.prefetch_related("points").in_bulk(ids)
    for pk, contact in rows.items():
        while contact.merged_into_id is not None:
            contact = Contact.objects.get(pk=contact.merged_into_id)
        rows[pk] = contact
    return rows


def duplicates_of(actor: Actor, contact: Contact) -> list[Duplicate]:
    """Return other visible contacts that share a phone or an e-mail with this one, at most 20."""
    values = [point.value for point in contact.points.all()]
    twins = (
        ContactPoint.objects.filter(value__in=values, contact__in=visible_contacts(actor))
        .exclude(contact=contact)
        .select_related("contact")
        .order_by("contact__created_at", "pk")[:20]
    )
    return [
        Duplicate(id=p.contact_id, name=p.contact.name, reason=p.kind, value=p.value) for p in twins
    ]


def contacts_page(
    actor: Actor,
    *,
    q: str = "",
    company: UUID | None = None,
    sort: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> tuple[list[Contact], str | None, int]:
    """Return a page of contacts with their points, the next cursor and the size of the whole list."""
    contacts = search_contacts(actor, q)
    if company is not None:
        contacts = contacts.filter(company=company)
    order = pick_sort(SORTS, sort, "-created_at")
    shown = Contact.objects.select_related("company", "owner")
    shown = shown.prefetch_related("points", "consents")
    rows, following = take_page(contacts, shown, order, cursor=cursor, limit=limit)
    return rows, following, contacts.count()


def companies_page(
    actor: Actor,
    *,
    q: str = "",
    sort: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> tuple[list[Company], str | None, int]:
    companies = search_companies(actor, q)
    order = pick_sort(SORTS, sort, "-created_at")
    shown = Company.objects.select_related("owner")
    rows, following = take_page(companies, shown, order, cursor=cursor, limit=limit)
    return rows, following, companies.count()


def search_contacts(actor: Actor, q: str) -> QuerySet[Contact]:
    """Return visible contacts whose name, phone or e-mail matches; all of them for an empty question."""
    contacts = visible_contacts(actor)
    if not q:
        return contacts
    wanted = containing(q)
    digits = re.sub(r"\D", "", q)
    if len(digits) >= _FEWEST_DIGITS:
        wanted |= Q(pk__in=_with_point("phone", _national(digits)))
    if "@" in q or "." in q:
        wanted |= Q(pk__in=_with_point("email", q.strip().lower()))
    return contacts.filter(wanted)


def search_companies(actor: Actor, q: str) -> QuerySet[Company]:
    companies = visible_companies(actor)
    if not q:
        return companies
    return companies.filter(containing(q) | Q(tax_id=q.strip()))


def containing(q: str) -> Q:
    """Return the condition that `search_key` holds every word of the question, in any order and case."""
    wanted = Q()
    for word in search_key(q).split()[:_MOST_WORDS]:
        wanted &= Q(search_key__contains=word)
    return wanted


def _with_point(kind: str, value: str) -> QuerySet[ContactPoint, UUID]:
    points = ContactPoint.objects.filter(kind=kind, value__contains=value)
    return points.values_list("contact", flat=True)


def _national(digits: str) -> str:
    # People type 8 916 … where the stored number says +7 916 …
    return digits[1:] if len(digits) == 11 and digits[0] == "8" else digits
