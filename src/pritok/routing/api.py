"""HTTP for the distribution: settings that all may read, and the ledger of every decision."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from pritok.accounts.queries import person_names
from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import Listing, Run
from pritok.deals.access import get_deal
from pritok.routing import queries
from pritok.routing.actions.settings import change_routing
from pritok.routing.schemas import AssignmentOut, LedgerOut, RoutingIn, RoutingOut

router = Router(tags=["routing"])
Cursor = Annotated[str | None, Query(), Field(max_length=300)]
Limit = Annotated[int | None, Query(), Field(ge=1, le=200)]


@router.get("/routing", response=errors(ok={200: Listing[RoutingOut]}), operation_id="listRouting")
def list_routing(request: HttpRequest) -> Listing[RoutingOut]:
    actor_of(request)
    return Listing(items=[RoutingOut.of(each) for each in queries.distributions()])


@router.put(
    "/routing/{pipeline_id}",
    response=errors(404, ok={200: RoutingOut}),
    operation_id="setRouting",
)
def put_routing(request: HttpRequest, pipeline_id: int, body: RoutingIn) -> RoutingOut:
    actor = actor_of(request)
    change_routing(actor, pipeline_id=pipeline_id, mode=body.mode, parts=body.parts())
    [distribution] = queries.distributions(pipeline_id)
    return RoutingOut.of(distribution)


@router.get(
    "/routing/{pipeline_id}/ledger",
    response=errors(404, ok={200: Run[LedgerOut]}),
    operation_id="listLedger",
)
def list_ledger(
    request: HttpRequest, pipeline_id: int, cursor: Cursor = None, limit: Limit = None
) -> Run[LedgerOut]:
    rows, following, seen = queries.ledger_page(
        actor_of(request), pipeline_id, cursor=cursor, limit=limit
    )
    names = person_names()
    items = [LedgerOut.of(row, names=names, is_seen=row.deal_id in seen) for row in rows]
    return Run(items=items, next=following)


@router.get(
    "/deals/{deal_id}/assignments",
    response=errors(404, ok={200: Listing[AssignmentOut]}),
    operation_id="listAssignments",
)
def list_assignments(request: HttpRequest, deal_id: UUID) -> Listing[AssignmentOut]:
    """Every decision about one deal, oldest first, with what was known when it was made."""
    deal = get_deal(actor_of(request), deal_id)
    rows = queries.deal_assignments(deal.pk)
    names = person_names() if rows else {}
    return Listing(items=[AssignmentOut.of(row, names=names) for row in rows])
