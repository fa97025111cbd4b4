"""Who did what in the whole company, newest first: for the head of sales and admins."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from pritok.accounts.access import require_leader
from pritok.accounts.actor import Actor
from pritok.api.auth import actor_of
from pritok.api.naming import Names
from pritok.api.responses import errors
from pritok.api.schemas import Key, OutSchema, Run, StrictSchema
from pritok.deals.access import visible_deals
from pritok.journal import reading
from pritok.journal.reading import PlacedFact

router = Router(tags=["audit"])
_PAGE = 50
# A filter that matches little must not read a whole journal of millions for one page.
_READ_AT_MOST = 200_000


class AuditQuery(StrictSchema):
    cursor: Annotated[int, Field(ge=1, le=2**53 - 1)] | None = None
    kind: Annotated[str, Field(max_length=60)] | None = None
    person: Key | None = None


class AuditDoer(OutSchema):
    kind: str
    id: int | None
    name: str


class AuditDeal(OutSchema):
    id: UUID
    title: str


class AuditEntry(OutSchema):
    position: int
    at: datetime
    kind: str
    actor: AuditDoer
    deal: AuditDeal | None
    data: dict[str, Any]


@router.get("/audit", response=errors(ok={200: Run[AuditEntry]}), operation_id="listAudit")
def list_audit(request: HttpRequest, query: Query[AuditQuery]) -> Run[AuditEntry]:
    """List facts. A page may be short, even empty, and still have a `next`: the search goes on there."""
    actor = actor_of(request)
    require_leader(actor)
    before = query.cursor or reading.newest_seq() + 1
    floor = max(before - _READ_AT_MOST, 0)
    facts = reading.newest(before=before, limit=_PAGE, seq__gte=floor, **_filters(query))
    is_full = len(facts) == _PAGE
    rest = facts[-1].position if is_full else floor
    return Run[AuditEntry](items=_entries(actor, facts), next=str(rest) if rest > 1 else None)


def _filters(query: AuditQuery) -> dict[str, Any]:
    filters: dict[str, Any] = {}
    if query.kind:
        filters["kind"] = query.kind
    if query.person:
        filters |= {"actor_kind": "person", "actor_id": str(query.person)}
    return filters


def _entries(actor: Actor, facts: list[PlacedFact]) -> list[AuditEntry]:
    names = Names()
    ids = {fact.deal_id for fact in facts if fact.deal_id}
    titles = dict(visible_deals(actor).filter(pk__in=ids).values_list("pk", "title"))
    return [
        AuditEntry(
            position=fact.position,
            at=fact.at,
            kind=fact.kind,
            actor=AuditDoer(**names.actor(fact)),
            deal=AuditDeal(id=fact.deal_id, title=titles[fact.deal_id])
            if fact.deal_id in titles
            else None,
            data=names.data(fact),
        )
        for fact in facts
    ]
