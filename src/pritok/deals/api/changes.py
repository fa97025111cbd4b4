"""What becomes of a deal: its stage, its closure, its pause; and the same for many at once."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from pritok.accounts.actor import Actor
from pritok.accounts.queries import organisation
from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import given
from pritok.deals.actions import bulk
from pritok.deals.actions.closing import lose_deal, reopen_deal, win_deal
from pritok.deals.actions.moving import move_deal
from pritok.deals.actions.pausing import pause_deal, resume_deal
from pritok.deals.api.declaring import CHANGES_A_DEAL
from pritok.deals.schemas.given import BulkIn, ClosureIn, PauseIn, StageIn, with_minor
from pritok.deals.schemas.out import BulkOut, BulkRefusal, DealOut
from pritok.deals.schemas.showing import show, version_of
from pritok.kit.errors import wrong

router = Router(tags=["deals"])


@router.put("/deals/{uuid:deal_id}/stage", operation_id="moveDeal", **CHANGES_A_DEAL)
def put_stage(request: HttpRequest, deal_id: UUID, body: StageIn) -> DealOut:
    actor = actor_of(request)
    version = version_of(request)
    return show(actor, move_deal(actor, deal=deal_id, stage=body.stage, version=version))


@router.put("/deals/{uuid:deal_id}/closure", operation_id="closeDeal", **CHANGES_A_DEAL)
def put_closure(request: HttpRequest, deal_id: UUID, body: ClosureIn) -> DealOut:
    """Win or lose a deal. A lost one needs a reason of the second level."""
    actor = actor_of(request)
    version = version_of(request)
    if body.outcome == "won":
        if body.reason is not None:
            raise wrong("reason", "A won deal has no loss reason.")
        deal = win_deal(actor, deal=deal_id, comment=body.comment, at=body.at, version=version)
    else:
        deal = lose_deal(
            actor,
            deal=deal_id,
            reason=body.reason,
            comment=body.comment,
            at=body.at,
            version=version,
        )
    return show(actor, deal)


@router.delete("/deals/{uuid:deal_id}/closure", operation_id="reopenDeal", **CHANGES_A_DEAL)
def delete_closure(request: HttpRequest, deal_id: UUID) -> DealOut:
    """Reopen a deal; its clock goes on."""
    actor = actor_of(request)
    return show(actor, reopen_deal(actor, deal=deal_id, version=version_of(request)))


@router.put("/deals/{uuid:deal_id}/pause", operation_id="pauseDeal", **CHANGES_A_DEAL)
def put_pause(request: HttpRequest, deal_id: UUID, body: PauseIn) -> DealOut:
    actor = actor_of(request)
    version = version_of(request)
    deal = pause_deal(actor, deal=deal_id, until=body.until, reason=body.reason, version=version)
    return show(actor, deal)


@router.delete("/deals/{uuid:deal_id}/pause", operation_id="resumeDeal", **CHANGES_A_DEAL)
def delete_pause(request: HttpRequest, deal_id: UUID) -> DealOut:
    actor = actor_of(request)
    return show(actor, resume_deal(actor, deal=deal_id, version=version_of(request)))


@router.post("/deals/bulk", response=errors(ok={200: BulkOut}), operation_id="changeDeals")
def post_bulk(request: HttpRequest, body: BulkIn) -> BulkOut:
    """Do one thing to up to 500 deals. Each stands or falls by itself; refusals are named."""
    result = _change_many(actor_of(request), body)
    refused = [BulkRefusal(id=pk, code=code, message=text) for pk, code, text in result.refused]
    return BulkOut(changed=result.changed, refused=refused)


def _change_many(actor: Actor, body: BulkIn) -> bulk.BulkResult:
    if body.action == "move":
        if body.stage is None:
            raise wrong("stage", "Say which stage.")
        return bulk.move_deals(actor, deals=body.ids, stage=body.stage)
    if body.action == "assign":
        if "manager" not in body.model_fields_set:
            raise wrong("manager", "Say whom, or null for the pool.")
        return bulk.assign_deals(actor, deals=body.ids, owner=body.manager)
    if body.action == "lose":
        return bulk.lose_deals(actor, deals=body.ids, reason=body.reason, comment=body.comment)
    changes = {} if body.fields is None else given(body.fields)
    if "amount" in changes:
        changes = with_minor(changes, organisation().currency)
    return bulk.edit_deals(actor, deals=body.ids, changes=changes)
