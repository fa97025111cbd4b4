"""Contacts from a file of their own, and those that only a deal names."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from pritok.clients.actions.history import import_companies, import_contacts
from pritok.clients.history import PastCompany, PastContact
from pritok.clients.points import Point, normalise_points
from pritok.exchange.loaders.loading import Context
from pritok.exchange.rows import Row
from pritok.kit import clock
from pritok.kit.errors import Invalid
from pritok.kit.ids import id_at, new_id


class ContactsLoader:
    """An existing contact with the same phone or address is never changed: the two show up as duplicates."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if "owner" in row.values:
                self._context.words.person(row.values["owner"])

    def load(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        named = {row.values["company"]: None for row in rows if "company" in row.values}
        companies = companies_named(self._context, list(named))
        made = [self._past(row, companies) for row in rows]
        import_contacts(self._context.actor, made)
        return [(row.key, str(contact.id)) for row, contact in zip(rows, made, strict=True)]

    def _past(self, row: Row, companies: Mapping[str, UUID]) -> PastContact:
        values = row.values
        owner = values.get("owner")
        created_at = values.get("created_at", clock.now())
        return PastContact(
            id=id_at(_milliseconds(created_at)),
            name=values["name"][:200],
            created_at=created_at,
            points=points_of(row),
            company_id=companies.get(values.get("company", "")),
            owner_id=self._context.words.person(owner) if owner else None,
        )


def points_of(row: Row) -> list[Point]:
    """Return the readable ones of the row's phone and address."""
    points: list[Point] = []
    for kind in ("phone", "email"):
        written = row.values.get(kind)
        try:
            points += normalise_points([(kind, written)]) if written else []
        except Invalid:
            continue
    return points


def check_points(row: Row) -> None:
    """Warn of a phone or an address that cannot be one."""
    for kind in ("phone", "email"):
        if kind in row.values and not points_of(_only(row, kind)):
            row.warn(kind, f"this is not a valid {kind}; left out", row.values[kind])


def contacts_named(
    context: Context, wanted: Mapping[str, tuple[str, int | None]], at: Mapping[str, datetime]
) -> dict[str, UUID]:
    """Return the contacts of these external ids; those not imported yet are made with (name, owner)."""
    found = context.ids_of("contacts", list(wanted))
    missing = [key for key in wanted if key not in found]
    made = [
        PastContact(
            id=id_at(_milliseconds(at[key])),
            name=wanted[key][0][:200],
            created_at=at[key],
            owner_id=wanted[key][1],
        )
        for key in missing
    ]
    import_contacts(context.actor, made)
    added = {key: contact.id for key, contact in zip(missing, made, strict=True)}
    context.keep("contacts", added)
    return found | added


def companies_named(context: Context, wanted: Sequence[str]) -> dict[str, UUID]:
    """Return the companies of these external ids; those not imported yet are made under that name."""
    found = context.ids_of("companies", wanted)
    missing = [key for key in wanted if key not in found]
    made = [PastCompany(id=new_id(), name=key[:200], created_at=clock.now()) for key in missing]
    import_companies(context.actor, made)
    added = {key: company.id for key, company in zip(missing, made, strict=True)}
    context.keep("companies", added)
    return found | added


def _only(row: Row, kind: str) -> Row:
    return Row(row.number, row.key, {kind: row.values[kind]})


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
