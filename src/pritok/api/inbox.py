"""The inbox: requests as they came in, joined with why a deal of the pool has no manager yet."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import Page
from pritok.intake.access import get_request
from pritok.intake.actions.judging import accept_request, junk_request
from pritok.intake.models import Request
from pritok.intake.queries import Said, requests_page
from pritok.intake.schemas import JudgementIn, RequestOut, RequestsQuery
from pritok.routing.queries import waiting_reasons

router = Router(tags=["intake"])


@router.get("/requests", response=errors(ok={200: Page[RequestOut]}), operation_id="listRequests")
def list_requests(
    request: HttpRequest, query: Annotated[RequestsQuery, Query()]
) -> Page[RequestOut]:
    """Requests newest first; junk only when asked for."""
    rows, following, total = requests_page(
        actor_of(request),
        states=query.state,
        in_pool=query.pool,
        since=query.since,
        cursor=query.cursor,
        limit=query.limit,
    )
    return Page(items=_shown(rows), next=following, total=total)


@router.get(
    "/requests/{request_id}",
    response=errors(404, ok={200: RequestOut}),
    operation_id="getRequest",
)
def read_request(request: HttpRequest, request_id: UUID) -> RequestOut:
    return _one(request, request_id)


@router.put(
    "/requests/{request_id}/state",
    response=errors(404, 409, ok={200: RequestOut}),
    operation_id="judgeRequest",
)
def put_state(request: HttpRequest, request_id: UUID, body: JudgementIn) -> RequestOut:
    """Let a request in that was put aside or failed (it becomes a deal), or call it junk."""
    actor = actor_of(request)
    if body.state == "accepted":
        accept_request(actor, request_id=request_id)
    else:
        junk_request(actor, request_id=request_id)
    return _one(request, request_id)


def _one(request: HttpRequest, request_id: UUID) -> RequestOut:
    [shown] = _shown([get_request(actor_of(request), request_id)])
    return shown


def _shown(rows: Sequence[Request]) -> list[RequestOut]:
    said = Said(rows)
    pooled = [row.deal_id for row in rows if row.deal and row.deal.owner_id is None]
    waits = waiting_reasons([deal_id for deal_id in pooled if deal_id])
    return [RequestOut.of(row, said, waits) for row in rows]
