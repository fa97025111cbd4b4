"""People and companies as another system, a stranger's request, or the demo generator, knew them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pritok.clients.points import Point


@dataclass(frozen=True, slots=True)
class PastCompany:
    id: UUID
    name: str
    created_at: datetime
    tax_id: str = ""
    site: str = ""
    comment: str = ""
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class PastContact:
    """`points` are normalised already (E.164, lower case) and unique within the contact."""

    id: UUID
    name: str
    created_at: datetime
    points: Sequence[Point] = ()
    company_id: UUID | None = None
    owner_id: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a person agreed to: the text by version and hash, and how we know."""

    contact_id: UUID
    owner_id: int | None
    purpose: str
    text_version: str
    text_hash: str
    given_at: datetime
    form_id: int | None = None
    ip: str | None = None
    user_agent: str = ""
