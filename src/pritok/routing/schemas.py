"""Shapes of the distribution in the API."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from pritok.api.schemas import Count, Key, Ref, StrictSchema
from pritok.routing.actions.settings import Part
from pritok.routing.models import Assignment
from pritok.routing.queries import Distribution, Standing

Weight = Annotated[Count, Field(ge=1, le=10_000)]
Capacity = Annotated[Count, Field(le=100_000)]


class MemberOut(Schema):
    manager: Ref
    weight: int
    capacity: int | None
    is_active: bool
    given_30d: int
    open_deals: int
    absent_until: datetime | None

    @classmethod
    def of(cls, standing: Standing) -> "MemberOut":
        member = standing.member
        return cls(
            manager=Ref(id=member.person_id, name=member.person.name),
            weight=member.weight,
            capacity=member.capacity,
            is_active=member.is_active,
            given_30d=standing.given_30d,
            open_deals=standing.open_deals,
            absent_until=standing.absent_until,
        )


class RoutingOut(Schema):
    pipeline: Ref
    mode: str
    members: list[MemberOut]

    @classmethod
    def of(cls, distribution: Distribution) -> "RoutingOut":
        pipeline = distribution.pipeline
        return cls(
            pipeline=Ref(id=pipeline.pk, name=pipeline.name),
            mode=pipeline.routing_mode,
            members=[MemberOut.of(standing) for standing in distribution.standings],
        )


class MemberIn(StrictSchema):
    manager: Key
    weight: Weight = 100
    capacity: Capacity | None = None
    is_active: bool = True


class RoutingIn(StrictSchema):
    """The whole setting of a pipeline: whoever is not in `members` takes part no longer."""

    mode: Literal["manual", "fair"]
    members: Annotated[list[MemberIn], Field(max_length=500)]

    def parts(self) -> list[Part]:
        return [Part(m.manager, m.weight, m.capacity, m.is_active) for m in self.members]


class EligibleOut(Schema):
    """One who could have got the deal: share, what was owed and given until then, open deals."""

    manager: Ref
    weight: int
    due: float
    given: int
    load: int


class LedgerDealOut(Schema):
    """`title` is empty for a deal that the asker may not see."""

    id: UUID
    title: str


class LedgerOut(Schema):
    at: datetime
    deal: LedgerDealOut
    manager: Ref | None
    mode: str
    branch: str
    propensity: float | None
    eligible: list[EligibleOut]

    @classmethod
    def of(cls, row: Assignment, *, names: dict[int, str], is_seen: bool) -> "LedgerOut":
        return cls(
            at=row.at,
            deal=LedgerDealOut(id=row.deal_id, title=row.deal.title if is_seen else ""),
            manager=Ref(id=row.person.pk, name=row.person.name) if row.person else None,
            mode=row.mode,
            branch=row.branch,
            propensity=row.propensity,
            eligible=eligible_of(row, names),
        )


class AssignmentOut(Schema):
    """One decision about a deal; `features` is what was known of it at that moment."""

    at: datetime
    mode: str
    branch: str
    manager: Ref | None
    propensity: float | None
    eligible: list[EligibleOut]
    features: dict[str, Any]

    @classmethod
    def of(cls, row: Assignment, *, names: dict[int, str]) -> "AssignmentOut":
        return cls(
            at=row.at,
            mode=row.mode,
            branch=row.branch,
            manager=Ref(id=row.person.pk, name=row.person.name) if row.person else None,
            propensity=row.propensity,
            eligible=eligible_of(row, names),
            features=row.features,
        )


def eligible_of(row: Assignment, names: dict[int, str]) -> list[EligibleOut]:
    """Return the eligible people of a decision with the names they have now."""
    return [
        EligibleOut(
            manager=Ref(id=seen["manager"], name=names.get(seen["manager"], "")),
            weight=seen["weight"],
            due=seen["due"],
            given=seen["given"],
            load=seen["load"],
        )
        for seen in row.eligible
    ]
