"""Calls of a telephone system or another CRM, joined to deals by their contact; and advertising costs."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from pritok.catalog.actions_spend import Spent, record_spend
from pritok.deals.queries_contacts import DealOfContact, deals_of_contacts
from pritok.desk.actions.contacting import LONGEST_CALL_S
from pritok.desk.actions.late import LateContact, import_late_contacts
from pritok.desk.history import Contacted
from pritok.exchange.loaders.loading import Context
from pritok.exchange.rows import Row

DIRECTIONS = {"in", "out"}
YES, NO = "yes", "no"


def check_call(row: Row) -> None:
    """Refuse a row whose translated direction or answer is no word of ours."""
    if not row.is_good():
        return
    if row.values.get("direction") not in DIRECTIONS:
        row.refuse(
            "direction", "the map must translate it to in or out", row.values.get("direction")
        )
    if row.values.get("answered") not in {YES, NO}:
        row.refuse("answered", "the map must translate it to yes or no", row.values.get("answered"))
    if "at" not in row.values:
        row.refuse("at", "no value")
    if not 0 <= row.values.get("seconds", 0) <= LONGEST_CALL_S:
        row.warn("seconds", "no call lasts so long; left out", row.values.pop("seconds"))


class CallsLoader:
    """A call belongs to the contact's latest deal that existed then; without one it stays with the contact."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if "person" in row.values:
                self._context.words.person(row.values["person"])

    def load(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        keys = {row.values["contact"] for row in rows if "contact" in row.values}
        contacts = self._context.ids_of("contacts", list(keys))
        deals = deals_of_contacts(self._context.actor, list(contacts.values()))
        made = [self._late(row, contacts, deals) for row in rows]
        ids = import_late_contacts(self._context.actor, made)
        return [(row.key, str(event_id)) for row, event_id in zip(rows, ids, strict=True)]

    def _late(
        self,
        row: Row,
        contacts: Mapping[str, UUID],
        deals: Mapping[UUID, Sequence[DealOfContact]],
    ) -> LateContact:
        values = row.values
        person = values.get("person")
        contact = contacts.get(values.get("contact", ""))
        before = (
            [d for d in deals.get(contact, ()) if d.created_at <= values["at"]] if contact else []
        )
        done = Contacted(
            at=values["at"],
            channel="call",
            direction=values["direction"],
            answered=values["answered"] == YES,
            seconds=values.get("seconds"),
            person_id=self._context.words.person(person) if person else None,
        )
        if not before:
            return LateContact(done, contact)
        return LateContact(done, contact, before[-1].id, before[-1].owner_id)


class SpendLoader:
    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._spent(row)

    def load(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        lines = [self._spent(row) for row in rows]
        keys = record_spend(self._context.actor, currency=self._context.currency, lines=lines)
        return [(row.key, str(key)) for row, key in zip(rows, keys, strict=True)]

    def _spent(self, row: Row) -> Spent:
        values, words = row.values, self._context.words
        source, campaign = values.get("source"), values.get("campaign")
        return Spent(
            date=values["date"],
            amount_minor=values["amount"],
            source=words.entry("sources", source) if source else None,
            campaign=words.entry("campaigns", campaign) if campaign else None,
            impressions=values.get("impressions"),
            clicks=values.get("clicks"),
        )


def check_spend(row: Row) -> None:
    for name in ("date", "amount"):
        if row.is_good() and name not in row.values:
            row.refuse(name, "no value")
