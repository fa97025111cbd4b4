"""Shapes of contacts and companies in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from pritok.accounts.actor import Actor
from pritok.api.schemas import (
    Comment,
    Line,
    Name,
    OutSchema,
    RecordRef,
    Ref,
    StrictSchema,
    absent,
)
from pritok.api.schemas import Query as SearchText
from pritok.clients.models import Company, Contact
from pritok.kit.paging import DEFAULT_LIMIT, MAX_LIMIT

Cursor = Annotated[str, Field(max_length=500)]
Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT)]
PointKind = Literal["phone", "email"]
PointValue = Annotated[str, Field(min_length=1, max_length=254)]


class PointIn(StrictSchema):
    """A phone in any writing or an e-mail; the first of each kind is the primary one."""

    kind: PointKind
    value: PointValue
    is_primary: bool = False


class PointOut(OutSchema):
    kind: PointKind
    value: str
    is_primary: bool


Points = Annotated[list[PointIn], Field(max_length=20)]


class ContactIn(StrictSchema):
    name: Name
    points: Points = []
    company: UUID | None = None
    comment: Comment = ""


class ContactPatch(StrictSchema):
    name: Name = absent()
    points: Points = absent()
    company: UUID | None = absent()
    comment: Comment = absent()


class ContactsQuery(StrictSchema):
    q: SearchText = ""
    company: UUID | None = None
    sort: Literal["created_at", "-created_at", "name", "-name"] | None = None
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class ConsentOut(OutSchema):
    purpose: str
    text_version: str
    given_at: datetime


class ContactRights(OutSchema):
    edit: bool
    merge: bool


class ContactOut(OutSchema):
    id: UUID
    name: str
    company: RecordRef | None
    owner: Ref | None
    points: list[PointOut]
    comment: str
    created_at: datetime
    version: int
    consents: list[ConsentOut]
    can: ContactRights


class DuplicateOut(OutSchema):
    id: UUID
    name: str
    reason: PointKind
    value: str


class MergeIn(StrictSchema):
    """`other` becomes part of the record in the address."""

    other: UUID


class CompanyIn(StrictSchema):
    name: Name
    tax_id: Annotated[Line, Field(max_length=20)] = ""
    site: Line = ""
    comment: Comment = ""


class CompanyPatch(StrictSchema):
    name: Name = absent()
    tax_id: Annotated[Line, Field(max_length=20)] = absent()
    site: Line = absent()
    comment: Comment = absent()


class CompaniesQuery(StrictSchema):
    q: SearchText = ""
    sort: Literal["created_at", "-created_at", "name", "-name"] | None = None
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class CompanyOut(OutSchema):
    id: UUID
    name: str
    tax_id: str
    site: str
    comment: str
    owner: Ref | None
    created_at: datetime
    version: int
    can: ContactRights


def contact_out(actor: Actor, contact: Contact) -> ContactOut:
    """Show a contact; its points and consents should have been fetched with it."""
    points = sorted(contact.points.all(), key=lambda point: (not point.is_primary, point.pk))
    return ContactOut(
        id=contact.pk,
        name=contact.name,
        company=RecordRef.model_validate(contact.company) if contact.company else None,
        owner=Ref.model_validate(contact.owner) if contact.owner else None,
        points=[PointOut.model_validate(point) for point in points],
        comment=contact.comment,
        created_at=contact.created_at,
        version=contact.version,
        consents=[ConsentOut.model_validate(each) for each in contact.consents.all()],
        can=ContactRights(edit=actor.may_write, merge=actor.may_write),
    )


def company_out(actor: Actor, company: Company) -> CompanyOut:
    return CompanyOut(
        id=company.pk,
        name=company.name,
        tax_id=company.tax_id,
        site=company.site,
        comment=company.comment,
        owner=Ref.model_validate(company.owner) if company.owner else None,
        created_at=company.created_at,
        version=company.version,
        can=ContactRights(edit=actor.may_write, merge=False),
    )


def point_pairs(points: list[PointIn]) -> list[tuple[str, str]]:
    """Return (kind, value) pairs, those marked primary first."""
    ordered = sorted(points, key=lambda point: not point.is_primary)
    return [(point.kind, point.value) for point in ordered]
