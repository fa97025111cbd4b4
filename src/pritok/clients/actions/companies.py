"""Adding and changing companies."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.clients.access import get_editable_company, must_hand_in
from pritok.clients.events import CompanyAdded, CompanyChanged
from pritok.clients.models import Company
from pritok.journal.recording import record, users
from pritok.kit import clock
from pritok.kit.errors import wrong
from pritok.kit.texts import search_key
from pritok.kit.versions import refuse_if_stale

_FIELDS = ("name", "tax_id", "site", "comment")


def add_company(
    actor: Actor,
    *,
    name: str,
    tax_id: str = "",
    site: str = "",
    comment: str = "",
    owner: int | None = None,
    at: datetime | None = None,
) -> Company:
    must_hand_in(actor)
    with transaction.atomic():
        company = Company.objects.create(
            name=name,
            search_key=search_key(name),
            tax_id=tax_id,
            site=site,
            comment=comment,
            owner_id=owner,
            created_at=at or clock.now(),
        )
        _record(actor, CompanyAdded(company=company.pk), company, at)
    return company


def change_company(
    actor: Actor, *, company: Company | UUID, changes: dict[str, Any], version: int | None = None
) -> Company:
    """Change `name`, `tax_id`, `site`, `comment`. What stays the same is no fact."""
    company_id = company if isinstance(company, UUID) else company.pk
    with transaction.atomic():
        get_editable_company(actor, company_id)
        row = Company.objects.select_for_update().get(pk=company_id)
        unknown = sorted(set(changes) - set(_FIELDS))
        if unknown:
            raise wrong(unknown[0], "A company has no such field.")
        current = {name: getattr(row, name) for name in _FIELDS}
        refuse_if_stale(row.version, version, yours=changes, theirs=current)
        fields = sorted(name for name, value in changes.items() if current[name] != value)
        if fields:
            for name in fields:
                setattr(row, name, changes[name])
            row.search_key = search_key(row.name)
            row.version = row.version + 1
            row.save(update_fields=[*fields, "search_key", "version"])
            _record(actor, CompanyChanged(company=row.pk, fields=fields), row, None)
    return row


def _record(
    actor: Actor, payload: CompanyAdded | CompanyChanged, company: Company, at: datetime | None
) -> None:
    record(
        actor,
        payload,
        subject=f"company:{company.pk}",
        audience=users(company.owner_id),
        owner_id=company.owner_id,
        at=at,
    )
