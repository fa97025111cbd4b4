"""Looking through losses: the reason is right, it is another one, or the deal goes back to work. Once per loss."""

from django.db import transaction
from django.db.models import Model

from pritok.accounts.actor import Actor
from pritok.deals.access import must_review, reviewed_people
from pritok.deals.actions.closing import reopen_deal
from pritok.deals.actions.locking import DealRef, key_of, lock_seen, tell, write
from pritok.deals.actions.references import usable_reason
from pritok.deals.events import DealReasonChanged, LossReviewed
from pritok.deals.models import Deal, LossReview, State
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden, wrong

CONFIRMED, CHANGED, RETURNED = "confirmed", "changed", "returned"


def confirm_loss(actor: Actor, *, deal: DealRef, comment: str = "") -> LossReview:
    """Agree with the reason given."""
    with transaction.atomic():
        row = _lock(actor, deal)
        return _note(actor, row, CONFIRMED, comment)


def change_loss_reason(
    actor: Actor, *, deal: DealRef, reason: Model | int | None, comment: str = ""
) -> LossReview:
    """Put another reason in the place of the one given; reports follow."""
    with transaction.atomic():
        row = _lock(actor, deal)
        why = usable_reason(key_of(reason))
        if why.pk == row.loss_reason_id:
            raise wrong("reason", "This is its reason already: confirm it.")
        write(row, {"loss_reason_id": why.pk})
        is_refusal = why.is_refusal and why.group.is_refusal
        changed = DealReasonChanged(reason=why.pk, reason_group=why.group_id, is_refusal=is_refusal)
        tell(actor, changed, row)
        return _note(actor, row, CHANGED, comment)


def return_to_work(actor: Actor, *, deal: DealRef, comment: str = "") -> LossReview:
    """Take the deal up again where it stood; the review stays with the loss it was about."""
    with transaction.atomic():
        row = _lock(actor, deal)
        review = _note(actor, row, RETURNED, comment)
        reopen_deal(actor, deal=row)
        return review


def _lock(actor: Actor, deal: DealRef) -> Deal:
    row = lock_seen(actor, deal)
    must_review(actor)
    if not actor.sees_everything and row.owner_id not in reviewed_people(actor):
        raise Forbidden("A loss is reviewed by who leads its manager.")
    if row.state != State.LOST or row.closed_at is None:
        raise Conflict("The deal is not lost.", code="not_lost")
    if LossReview.objects.filter(deal=row, closed_at=row.closed_at).exists():
        raise Conflict("This loss has been reviewed.", code="already_reviewed")
    return row


def _note(actor: Actor, row: Deal, verdict: str, comment: str) -> LossReview:
    assert row.closed_at is not None
    tell(actor, LossReviewed(verdict=verdict), row)
    return LossReview.objects.create(
        deal=row,
        closed_at=row.closed_at,
        verdict=verdict,
        owner_id=row.owner_id,
        reviewer_id=actor.person_id,
        reviewed_at=clock.now(),
        comment=comment,
    )
