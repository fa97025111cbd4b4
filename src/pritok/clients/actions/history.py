"""Companies and people by the thousand, for imports and the generated company."""

from collections.abc import Sequence

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.clients.events import CompanyAdded, ContactAdded
from pritok.clients.history import PastCompany, PastContact
from pritok.clients.models import Company, Contact, ContactPoint
from pritok.journal.recording import Draft, record_many, users
from pritok.kit.bulk_insert import insert_rows
from pritok.kit.texts import search_key

COMPANY_COLUMNS = (
    "id", "name", "search_key", "tax_id", "site", "comment", "owner", "created_at", "version",
)  # fmt: skip
CONTACT_COLUMNS = (
    "id", "name", "search_key", "company", "owner", "comment", "created_at", "version",
)  # fmt: skip
POINT_COLUMNS = ("contact", "kind", "value", "is_primary")


def import_companies(actor: Actor, batch: Sequence[PastCompany]) -> None:
    """Write companies and their facts, dated when they were made, in one transaction."""
    rows = [
        (c.id, c.name, search_key(c.name), c.tax_id, c.site, c.comment, c.owner_id, c.created_at, 1)
        for c in batch
    ]
    drafts = [
        Draft(
            CompanyAdded(company=c.id),
            subject=f"company:{c.id}",
            audience=users(c.owner_id),
            owner_id=c.owner_id,
            at=c.created_at,
        )
        for c in batch
    ]
    with transaction.atomic():
        insert_rows(Company, COMPANY_COLUMNS, rows)
        record_many(actor, drafts)


def import_contacts(actor: Actor, batch: Sequence[PastContact]) -> None:
    """Write contacts, their points and their facts, dated when they were made, in one transaction."""
    rows = [
        (c.id, c.name, search_key(c.name), c.company_id, c.owner_id, c.comment, c.created_at, 1)
        for c in batch
    ]
    drafts = [
        Draft(
            ContactAdded(contact=c.id),
            subject=f"contact:{c.id}",
            audience=users(c.owner_id),
            owner_id=c.owner_id,
            at=c.created_at,
        )
        for c in batch
    ]
    with transaction.atomic():
        insert_rows(Contact, CONTACT_COLUMNS, rows)
        insert_rows(ContactPoint, POINT_COLUMNS, [row for c in batch for row in _point_rows(c)])
        record_many(actor, drafts)


def _point_rows(contact: PastContact) -> list[tuple[object, ...]]:
    seen: set[str] = set()
    rows: list[tuple[object, ...]] = []
    for kind, value in contact.points:
        rows.append((contact.id, kind, value, kind not in seen))
        seen.add(kind)
    return rows
