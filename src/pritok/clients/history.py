"""People and companies as another system, or the demo generator, knew them."""

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
