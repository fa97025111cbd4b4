"""HTTP for commercial offers: writing, sending, links, the PDF, and what clients did."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from ninja.responses import Status

from pritok.accounts.actor import Actor
from pritok.api.auth import actor_of
from pritok.api.responses import NO_CONTENT, errors
from pritok.api.schemas import Listing, Page
from pritok.deals.access import get_deal
from pritok.deals.schemas.showing import version_of
from pritok.kit.pages.visitors import site_of
from pritok.offers import queries
from pritok.offers.access import get_offer
from pritok.offers.actions import drafting, sending
from pritok.offers.papers import file_name, paper_of
from pritok.offers.schemas import (
    DraftPatch,
    OfferOut,
    OfferRow,
    OffersQuery,
    SentOut,
    VersionQuery,
)

router = Router(tags=["offers"])
_PDF = {
    "description": "The paper",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}


@router.get(
    "/offers",
    response=errors(ok={200: Page[OfferRow]}),
    operation_id="listOffers",
    exclude_unset=True,
)
def list_offers(request: HttpRequest, query: Query[OffersQuery]) -> Page[OfferRow]:
    """Offers of the deals one sees, newest first."""
    asked = queries.Asked(states=query.state, opened=query.opened, mine=query.mine)
    rows, following, total = queries.offers_page(
        actor_of(request), asked, cursor=query.cursor, limit=query.limit
    )
    return Page[OfferRow](items=[OfferRow(**row) for row in rows], next=following, total=total)


@router.get(
    "/deals/{uuid:deal_id}/offers",
    response=errors(404, ok={200: Listing[OfferRow]}),
    operation_id="listDealOffers",
    exclude_unset=True,
)
def list_deal_offers(request: HttpRequest, deal_id: UUID) -> Listing[OfferRow]:
    """The newest 200 offers of a deal."""
    actor = actor_of(request)
    deal = get_deal(actor, deal_id)
    rows, _, _ = queries.offers_page(actor, queries.Asked(deal=deal.pk), limit=200)
    return Listing[OfferRow](items=[OfferRow(**row) for row in rows])


@router.post(
    "/deals/{uuid:deal_id}/offers",
    response=errors(404, 409, ok={201: OfferOut}),
    operation_id="draftOffer",
    exclude_unset=True,
)
def post_offer(request: HttpRequest, deal_id: UUID) -> Status[OfferOut]:
    """Begin an offer with the lines of the deal."""
    actor = actor_of(request)
    offer = drafting.draft_offer(actor, deal=deal_id)
    return Status(201, _shown(actor, offer.pk))


@router.get(
    "/offers/{uuid:offer_id}",
    response=errors(404, ok={200: OfferOut}),
    operation_id="getOffer",
    exclude_unset=True,
)
def read_offer(request: HttpRequest, offer_id: UUID) -> OfferOut:
    return _shown(actor_of(request), offer_id)


@router.patch(
    "/offers/{uuid:offer_id}/draft",
    response=errors(404, 409, ok={200: OfferOut}),
    operation_id="editOffer",
    exclude_unset=True,
)
def patch_draft(request: HttpRequest, offer_id: UUID, body: DraftPatch) -> OfferOut:
    """Change the version that is being written; `If-Match` holds the offer's revision."""
    actor = actor_of(request)
    changes = body.changes(get_offer(actor, offer_id).deal.currency)
    drafting.edit_offer(actor, offer=offer_id, changes=changes, revision=version_of(request))
    return _shown(actor, offer_id)


@router.delete(
    "/offers/{uuid:offer_id}/draft",
    response=errors(404, 409, ok={204: None}),
    operation_id="discardDraft",
)
def delete_draft(request: HttpRequest, offer_id: UUID) -> Status[None]:
    """Throw the draft away; an offer that was never sent goes with it."""
    drafting.discard_draft(actor_of(request), offer=offer_id)
    return NO_CONTENT


@router.post(
    "/offers/{uuid:offer_id}/versions",
    response=errors(404, 409, ok={201: OfferOut}),
    operation_id="addOfferVersion",
    exclude_unset=True,
)
def post_version(request: HttpRequest, offer_id: UUID) -> Status[OfferOut]:
    """Begin the next version as a copy of the last."""
    actor = actor_of(request)
    drafting.new_version(actor, offer=offer_id)
    return Status(201, _shown(actor, offer_id))


@router.post(
    "/offers/{uuid:offer_id}/sending",
    response=errors(404, 409, ok={200: SentOut}),
    operation_id="sendOffer",
    exclude_unset=True,
)
def post_sending(request: HttpRequest, offer_id: UUID) -> SentOut:
    """Freeze the draft and get the link to it; links to earlier versions end."""
    actor = actor_of(request)
    sent = sending.send_offer(actor, offer=offer_id, revision=version_of(request))
    return _sent(request, actor, sent)


@router.post(
    "/offers/{uuid:offer_id}/links",
    response=errors(404, 409, ok={201: SentOut}),
    operation_id="addOfferLink",
    exclude_unset=True,
)
def post_link(request: HttpRequest, offer_id: UUID) -> Status[SentOut]:
    """Get one more link to what was sent last."""
    actor = actor_of(request)
    return Status(201, _sent(request, actor, sending.issue_link(actor, offer=offer_id)))


@router.delete(
    "/offers/{uuid:offer_id}/links",
    response=errors(404, 409, ok={200: OfferOut}),
    operation_id="revokeOffer",
    exclude_unset=True,
)
def delete_links(request: HttpRequest, offer_id: UUID) -> OfferOut:
    """Revoke the offer: no link leads to it any more."""
    actor = actor_of(request)
    sending.revoke_offer(actor, offer=offer_id)
    return _shown(actor, offer_id)


@router.get(
    "/offers/{uuid:offer_id}/pdf",
    response=errors(404, 503, ok={200: None}),
    operation_id="getOfferPaper",
    openapi_extra={"responses": {200: _PDF}},
)
def read_paper(request: HttpRequest, offer_id: UUID, query: Query[VersionQuery]) -> HttpResponse:
    """The PDF of a version, of the newest one without `version`; a draft looks as it would when sent."""
    version = queries.version_of_offer(actor_of(request), offer_id, query.version)
    response = HttpResponse(paper_of(version), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(version)}"'
    return response


def _sent(request: HttpRequest, actor: Actor, sent: sending.Sent) -> SentOut:
    url = f"{site_of(request)}/o/{sent.secret}"
    return SentOut(url=url, offer=_shown(actor, sent.offer.pk))


def _shown(actor: Actor, offer_id: UUID) -> OfferOut:
    return OfferOut(**queries.offer_details(actor, offer_id))
