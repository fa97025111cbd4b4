"""Lists of deals, new deals, one deal and its fields."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from pritok.accounts.actor import Actor
from pritok.accounts.models import Role
from pritok.accounts.queries import organisation
from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import Listing, Page, given
from pritok.clients.actions import add_contact
from pritok.deals.access import get_deal
from pritok.deals.actions.creating import create_deal
from pritok.deals.actions.editing import edit_deal
from pritok.deals.actions.lining import replace_lines
from pritok.deals.actions.merging import merge_deals
from pritok.deals.actions.removing import delete_deal
from pritok.deals.api.declaring import CHANGES_A_DEAL
from pritok.deals.queries.details import lines_out
from pritok.deals.queries.listing import deals_page
from pritok.deals.schemas.asked import DealsListAsked, filters_of
from pritok.deals.schemas.given import (
    DealIn,
    DealMergeIn,
    DealPatch,
    LinesIn,
    with_minor,
)
from pritok.deals.schemas.out import DealOut, DealRow, LineOut
from pritok.deals.schemas.showing import show, version_of
from pritok.kit.money import field_to_minor

router = Router(tags=["deals"])


@router.get("/deals", response=errors(ok={200: Page[DealRow]}), operation_id="listDeals")
def list_deals(request: HttpRequest, query: Query[DealsListAsked]) -> Page[DealRow]:
    actor = actor_of(request)
    rows, following, total = deals_page(
        actor,
        filters_of(request, query),
        sort=query.sort,
        cursor=query.cursor,
        limit=query.limit,
    )
    return Page[DealRow](items=[DealRow(**row) for row in rows], next=following, total=total)


@router.post(
    "/deals",
    response=errors(ok={201: DealOut}),
    operation_id="createDeal",
    exclude_unset=True,
)
def add_deal(request: HttpRequest, body: DealIn) -> Status[DealOut]:
    """Start a deal, with a known contact or a new one."""
    actor = actor_of(request)
    owner = body.owner if "owner" in body.model_fields_set else _usual_owner(actor)
    amount = None
    if body.amount is not None:
        amount = field_to_minor(body.amount, organisation().currency, "amount")
    with transaction.atomic():
        contact = body.contact
        if body.contact_new is not None:
            new = body.contact_new
            contact = add_contact(actor, name=new.name, points=new.points(), owner=owner).pk
        deal = create_deal(
            actor,
            **body.model_dump(exclude={"amount", "owner", "contact", "contact_new"}),
            owner=owner,
            contact=contact,
            amount_minor=amount,
        )
    return Status(201, show(actor, deal))


@router.get(
    "/deals/{uuid:deal_id}",
    response=errors(404, ok={200: DealOut}),
    operation_id="getDeal",
    exclude_unset=True,
)
def read_deal(request: HttpRequest, deal_id: UUID) -> DealOut:
    return show(actor_of(request), deal_id)


@router.patch("/deals/{uuid:deal_id}", operation_id="editDeal", **CHANGES_A_DEAL)
def patch_deal(request: HttpRequest, deal_id: UUID, body: DealPatch) -> DealOut:
    """Correct a deal's fields. With `If-Match`, 409 `stale` tells what somebody else changed meanwhile."""
    actor = actor_of(request)
    currency = get_deal(actor, deal_id).currency
    changes = with_minor(given(body), currency)
    return show(actor, edit_deal(actor, deal=deal_id, changes=changes, version=version_of(request)))


@router.delete(
    "/deals/{uuid:deal_id}",
    response=errors(404, ok={200: DealOut}),
    operation_id="deleteDeal",
    exclude_unset=True,
)
def remove_deal(request: HttpRequest, deal_id: UUID) -> DealOut:
    """Call a deal junk: it leaves lists and metrics. The answer shows it as it was."""
    actor = actor_of(request)
    with transaction.atomic():
        shown = show(actor, deal_id)
        delete_deal(actor, deal=deal_id)
    return shown


@router.get(
    "/deals/{uuid:deal_id}/lines",
    response=errors(404, ok={200: Listing[LineOut]}),
    operation_id="listDealLines",
    exclude_unset=True,
)
def read_lines(request: HttpRequest, deal_id: UUID) -> Listing[LineOut]:
    actor = actor_of(request)
    deal = get_deal(actor, deal_id)
    lines = lines_out(actor, deal, deal.lines.all())
    return Listing[LineOut](items=[LineOut(**line) for line in lines])


@router.put("/deals/{uuid:deal_id}/lines", operation_id="replaceDealLines", **CHANGES_A_DEAL)
def put_lines(request: HttpRequest, deal_id: UUID, body: LinesIn) -> DealOut:
    """Replace all lines; the deal's amount follows them."""
    actor = actor_of(request)
    currency = get_deal(actor, deal_id).currency
    lines = [line.wanted(currency, place) for place, line in enumerate(body.lines)]
    version = version_of(request)
    return show(actor, replace_lines(actor, deal=deal_id, lines=lines, version=version))


@router.post("/deals/{uuid:deal_id}/merge", operation_id="mergeDeals", **CHANGES_A_DEAL)
def post_merge(request: HttpRequest, deal_id: UUID, body: DealMergeIn) -> DealOut:
    """Let another deal become part of this one."""
    actor = actor_of(request)
    return show(actor, merge_deals(actor, kept=deal_id, merged=body.other))


def _usual_owner(actor: Actor) -> int | None:
    return actor.person_id if actor.role in {Role.MANAGER, Role.LEAD} else None
