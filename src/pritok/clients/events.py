"""Facts about contacts and companies: which record and which fields, never the personal values."""

from uuid import UUID

from pritok.journal.payloads import Payload


class ContactAdded(Payload, frozen=True):
    kind = "contact.added"
    contact: UUID


class ContactChanged(Payload, frozen=True):
    kind = "contact.changed"
    contact: UUID
    fields: list[str]


class ContactsMerged(Payload, frozen=True):
    kind = "contact.merged"
    kept: UUID
    merged: UUID


class ConsentGiven(Payload, frozen=True):
    kind = "consent.given"
    contact: UUID
    purpose: str
    text_version: str


class CompanyAdded(Payload, frozen=True):
    kind = "company.added"
    company: UUID


class CompanyChanged(Payload, frozen=True):
    kind = "company.changed"
    company: UUID
    fields: list[str]
