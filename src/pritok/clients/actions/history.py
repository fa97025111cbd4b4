"""Companies and people by the thousand, for imports and the generated company."""

from collections.abc import Sequence

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.clients.actions.contacts import POINT_COLUMNS
from pritok.clients.events import CompanyAdded, ContactAdded
from pritok.clients.history import PastCompany, PastContact
from pritok.clients.models import Company, Contact, ContactPoint
from pritok.journal.recording import Draft, prepare_facts, users, write_prepared
from pritok.kit.bulk_insert import Prepared, prepare_rows
from pritok.kit.texts import search_key

COMPANY_COLUMNS = (
    "id", "name", "search_key", "tax_id", "site", "comment", "owner", "created_at", "version",
)  # fmt: skip
CONTACT_COLUMNS = (
    "id", "name", "search_key", "company", "owner", "comment", "created_at", "version",
)  # fmt: skip


def import_companies(actor: Actor, batch: Sequence[PastCompany]) -> None:
    """Write companies and their facts, dated when they were made, in one transaction."""
    with transaction.atomic():
        write_prepared(prepare_companies(actor, batch))


def import_contacts(actor: Actor, batch: Sequence[PastContact]) -> None:
    """Write contacts, their points and their facts, dated when they were made, in one transaction."""
    with transaction.atomic():
        write_prepared(prepare_contacts(actor, batch))


def prepare_companies(actor: Actor, batch: Sequence[PastCompany]) -> list[Prepared]:
    """Return what `import_companies` writes, without a connection: a process of its own may do it."""
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
    return [prepare_rows(Company, COMPANY_COLUMNS, rows), prepare_facts(actor, drafts)]


def prepare_contacts(actor: Actor, batch: Sequence[PastContact]) -> list[Prepared]:
    """Return what `import_contacts` writes, without a connection: a process of its own may do it."""
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
    points = [row for c in batch for row in _point_rows(c)]
    return [
        prepare_rows(Contact, CONTACT_COLUMNS, rows),
        prepare_rows(ContactPoint, POINT_COLUMNS, points),
        prepare_facts(actor, drafts),
    ]


def _point_rows(contact: PastContact) -> list[tuple[object, ...]]:
    seen: set[str] = set()
    rows: list[tuple[object, ...]] = []
    for kind, value in contact.points:
        rows.append((contact.id, kind, value, kind not in seen))
        seen.add(kind)
    return rows
