"""The board, search and saved views."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from pritok.accounts.actor import Actor
from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import Key, Listing, Ref, Run, StrictSchema, given
from pritok.api.schemas import Query as SearchText
from pritok.deals.access import visible_views
from pritok.deals.actions import views
from pritok.deals.models import SavedView
from pritok.deals.queries.board import board, more_cards
from pritok.deals.queries.finding import find
from pritok.deals.schemas.asked import BoardAsked, CardsAsked, filters_of
from pritok.deals.schemas.given import Screen, ViewIn, ViewPatch
from pritok.deals.schemas.out import BoardOut, DealRow, HitOut
from pritok.deals.schemas.settings import ViewOut
from pritok.kit.errors import wrong

router = Router(tags=["deals"])


class SearchAsked(StrictSchema):
    q: SearchText


@router.get("/board", response=errors(404, ok={200: BoardOut}), operation_id="getBoard")
def read_board(request: HttpRequest, query: Query[BoardAsked]) -> BoardOut:
    """A pipeline's columns with counts, sums and first cards; takes every filter of the list of deals."""
    if len(query.pipeline) != 1 or query.pipeline[0] == "none":
        raise wrong("pipeline", "A board shows one pipeline.")
    filters = filters_of(request, query, besides="pipeline")
    pipeline = int(query.pipeline[0])
    return BoardOut(**board(actor_of(request), pipeline, filters, limit=query.limit))


@router.get(
    "/board/{int:stage_id}/cards",
    response=errors(404, ok={200: Run[DealRow]}),
    operation_id="listCards",
)
def read_cards(request: HttpRequest, stage_id: Key, query: Query[CardsAsked]) -> Run[DealRow]:
    """The next cards of one column."""
    filters = filters_of(request, query, besides="stage")
    rows, following = more_cards(
        actor_of(request), stage_id, filters, cursor=query.cursor, limit=query.limit
    )
    return Run[DealRow](items=[DealRow(**row) for row in rows], next=following)


@router.get("/search", response=errors(ok={200: Listing[HitOut]}), operation_id="search")
def search(request: HttpRequest, query: Annotated[SearchAsked, Query()]) -> Listing[HitOut]:
    """Deals by title, contacts by name, phone or e-mail, companies by name: what the caller may see of them."""
    hits = find(actor_of(request), query.q)
    return Listing[HitOut](items=[HitOut(**hit) for hit in hits])


@router.get("/saved-views", response=errors(ok={200: Listing[ViewOut]}), operation_id="listViews")
def list_views(request: HttpRequest, screen: Screen = "deals") -> Listing[ViewOut]:
    actor = actor_of(request)
    rows = visible_views(actor).filter(screen=screen).order_by("name", "pk")
    return Listing[ViewOut](items=[_view_out(actor, row) for row in rows])


@router.post("/saved-views", response=errors(ok={201: ViewOut}), operation_id="saveView")
def post_view(request: HttpRequest, body: ViewIn) -> Status[ViewOut]:
    actor = actor_of(request)
    view = views.save_view(actor, **body.model_dump())
    return Status(201, _view_out(actor, view))


@router.patch(
    "/saved-views/{int:view_id}", response=errors(404, ok={200: ViewOut}), operation_id="changeView"
)
def patch_view(request: HttpRequest, view_id: Key, body: ViewPatch) -> ViewOut:
    actor = actor_of(request)
    return _view_out(actor, views.change_view(actor, view=view_id, changes=given(body)))


@router.delete(
    "/saved-views/{int:view_id}", response=errors(404, ok={204: None}), operation_id="removeView"
)
def delete_view(request: HttpRequest, view_id: Key) -> Status[None]:
    views.remove_view(actor_of(request), view=view_id)
    return Status(204, None)


def _view_out(actor: Actor, view: SavedView) -> ViewOut:
    shown = {name: getattr(view, name) for name in ("id", "name", "screen", "query", "shared_with")}
    owner = Ref.model_validate(view.owner)
    return ViewOut(**shown, owner=owner, is_mine=view.owner_id == actor.person_id)
