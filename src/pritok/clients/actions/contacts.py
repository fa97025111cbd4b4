"""Adding and changing contacts, and whose they are."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, When

from pritok.accounts.actor import Actor
from pritok.clients.access import get_company, get_editable_contact, must_hand_in
from pritok.clients.events import ContactAdded, ContactChanged
from pritok.clients.models import Company, Contact, ContactPoint
from pritok.clients.points import Point, normalise_points
from pritok.journal.recording import Draft, prepare_facts, record_many, users
from pritok.kit import clock
from pritok.kit.bulk_insert import Prepared, prepare_rows
from pritok.kit.errors import NotFound, wrong
from pritok.kit.texts import search_key
from pritok.kit.versions import refuse_if_stale

_MOST_POINTS = 50
POINT_COLUMNS = ("contact", "kind", "value", "is_primary")


def add_contact(
    actor: Actor,
    *,
    name: str,
    points: Iterable[Sequence[str]] = (),
    company: Company | UUID | None = None,
    owner: int | None = None,
    comment: str = "",
    at: datetime | None = None,
) -> Contact:
    """Add a person with (kind, value) points in any writing; the first phone and first e-mail are primary."""
    must_hand_in(actor)
    with transaction.atomic():
        contact = Contact(
            name=name,
            search_key=search_key(name),
            company=_company(actor, company),
            owner_id=owner,
            comment=comment,
            created_at=at or clock.now(),
        )
        contact.save(force_insert=True)
        _write_points(contact, normalise_points(points))
        _record(actor, ContactAdded(contact=contact.pk), contact, at=at)
    return contact


def change_contact(
    actor: Actor,
    *,
    contact: Contact | UUID,
    changes: dict[str, Any],
    version: int | None = None,
) -> Contact:
    """Change `name`, `comment`, `company` (id) and `points` (the whole list). What stays the same is no fact."""
    with transaction.atomic():
        row = lock_contact(actor, contact)
        wanted = dict(changes)
        if "points" in wanted:
            wanted["points"] = normalise_points(wanted["points"])
        current = _values(row)
        refuse_if_stale(row.version, version, yours=wanted, theirs=current)
        fields = sorted(name for name, value in wanted.items() if current.get(name) != value)
        for name in fields:
            _set(actor, row, name, wanted[name])
        if fields:
            _save(row)
            _record(actor, ContactChanged(contact=row.pk, fields=fields), row)
    return row


def prepare_points(
    actor: Actor, wanted: Iterable[tuple[Contact, Sequence[Point]]]
) -> list[Prepared]:
    """Return what adds the phones and e-mails that strangers wrote under, each once, to contacts that lack them.

    Each contact stands there once, with its points fetched, and keeps its version.
    """
    rows: list[tuple[object, ...]] = []
    drafts = []
    for contact, points in wanted:
        known = {(point.kind, point.value) for point in contact.points.all()}
        room = _MOST_POINTS - len(known)
        for kind, value in [point for point in dict.fromkeys(points) if point not in known][:room]:
            is_first = kind not in {each for each, _ in known}
            known.add((kind, value))
            rows.append((contact.pk, kind, value, is_first))
            payload = ContactChanged(contact=contact.pk, fields=["points"])
            drafts.append(_draft(payload, contact))
    return [prepare_rows(ContactPoint, POINT_COLUMNS, rows), prepare_facts(actor, drafts)]


def follow_owners(owners: Mapping[UUID, int]) -> None:
    """Give contacts to the new owners of their deals. `deal.assigned` of the same transaction tells it."""
    cases = [When(pk=contact_id, then=owner_id) for contact_id, owner_id in owners.items()]
    Contact.objects.filter(pk__in=owners).update(owner_id=Case(*cases))


def lock_contact(actor: Actor, contact: Contact | UUID) -> Contact:
    """Return the contact re-read and locked until the transaction ends; NotFound or Forbidden as at the door."""
    contact_id = contact if isinstance(contact, UUID) else contact.pk
    target = get_editable_contact(actor, contact_id).pk
    row = Contact.objects.select_for_update().filter(pk=target, merged_into=None).first()
    if row is None:
        raise NotFound
    return row


def _values(row: Contact) -> dict[str, Any]:
    points = row.points.order_by("-is_primary", "pk").values_list("kind", "value")
    return {
        "name": row.name,
        "comment": row.comment,
        "company": row.company_id,
        "points": list(points),
    }


def _set(actor: Actor, row: Contact, name: str, value: Any) -> None:
    if name == "company":
        row.company = _company(actor, value)
    elif name == "points":
        row.points.all().delete()
        _write_points(row, value)
    elif name in {"name", "comment"}:
        setattr(row, name, value)
    else:
        raise wrong(name, "A contact has no such field.")


def _save(row: Contact) -> None:
    row.search_key = search_key(row.name)
    row.version = row.version + 1
    row.save(update_fields=["name", "comment", "company", "search_key", "version"])


def bump_version(contact: Contact) -> None:
    Contact.objects.filter(pk=contact.pk).update(version=F("version") + 1)
    contact.version += 1


def _write_points(contact: Contact, points: Sequence[Point]) -> None:
    primary: set[str] = set()
    rows = []
    for kind, value in points:
        is_first = kind not in primary
        primary.add(kind)
        rows.append(ContactPoint(contact=contact, kind=kind, value=value, is_primary=is_first))
    ContactPoint.objects.bulk_create(rows)


def _company(actor: Actor, company: Company | UUID | None) -> Company | None:
    if not isinstance(company, UUID):
        return company
    try:
        return get_company(actor, company)
    except NotFound as error:
        raise wrong("company", "There is no such company.") from error


def _record(
    actor: Actor,
    payload: ContactAdded | ContactChanged,
    contact: Contact,
    at: datetime | None = None,
) -> None:
    record_many(actor, [_draft(payload, contact, at)])


def _draft(
    payload: ContactAdded | ContactChanged, contact: Contact, at: datetime | None = None
) -> Draft:
    return Draft(
        payload,
        subject=f"contact:{contact.pk}",
        audience=users(contact.owner_id),
        owner_id=contact.owner_id,
        at=at,
    )
