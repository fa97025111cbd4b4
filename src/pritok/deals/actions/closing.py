"""A deal ends, won or lost, or is taken up again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Model

from pritok.accounts.actor import Actor
from pritok.deals.actions.locking import (
    DealRef,
    check_version,
    key_of,
    lock_editable,
    must_be_open,
    tell,
    write,
)
from pritok.deals.actions.references import usable_reason
from pritok.deals.events import DealLost, DealMoved, DealReopened, DealResumed, DealWon
from pritok.deals.models import Deal, Stage, State
from pritok.kit import clock
from pritok.kit.errors import Conflict, wrong

# A caller's clock may run a little ahead of ours.
_SKEW = timedelta(minutes=1)


def win_deal(
    actor: Actor,
    *,
    deal: DealRef,
    comment: str = "",
    at: datetime | None = None,
    version: int | None = None,
) -> Deal:
    """Close a deal as won, now or at a moment since it entered its stage. A pause ends first, as a fact of its own."""
    with transaction.atomic():
        row, moment = _begin(actor, deal, State.WON, at, version)
        write(
            row,
            {"state": State.WON, "closed_at": moment, "loss_comment": comment, **_unpaused(row)},
        )
        payload = DealWon(stage=row.stage_id, amount_minor=row.amount_minor)
        tell(actor, payload, row, at=moment)
    return row


def lose_deal(
    actor: Actor,
    *,
    deal: DealRef,
    reason: Model | int | None,
    comment: str = "",
    at: datetime | None = None,
    version: int | None = None,
) -> Deal:
    """Close a deal as lost for a reason of the second level; without one it is refused, whatever the path."""
    with transaction.atomic():
        why = usable_reason(key_of(reason))
        row, moment = _begin(actor, deal, State.LOST, at, version)
        changes = {"state": State.LOST, "closed_at": moment, "loss_comment": comment}
        write(row, {**changes, "loss_reason_id": why.pk, **_unpaused(row)})
        payload = DealLost(
            stage=row.stage_id,
            reason=why.pk,
            reason_group=why.group_id,
            is_refusal=why.is_refusal and why.group.is_refusal,
            amount_minor=row.amount_minor,
        )
        tell(actor, payload, row, at=moment)
    return row


def reopen_deal(actor: Actor, *, deal: DealRef, version: int | None = None) -> Deal:
    """Take a closed deal up again where it stood, with its clock running on.

    A stage that has been archived meanwhile gives it to the nearest one before it, as a move of its own.
    """
    with transaction.atomic():
        row = lock_editable(actor, deal)
        check_version(row, version, {"state": "open"}, {"state": str(row.state)})
        if row.state == State.OPEN:
            return row
        was = str(row.state)
        open_again = {"state": State.OPEN, "closed_at": None, "loss_reason_id": None}
        write(row, {**open_again, "loss_comment": ""})
        tell(actor, DealReopened(stage=row.stage_id, was=was), row)
        _leave_archived_stage(actor, row)
    return row


def _begin(
    actor: Actor, deal: DealRef, outcome: State, at: datetime | None, version: int | None
) -> tuple[Deal, datetime]:
    row = lock_editable(actor, deal)
    check_version(row, version, {"state": str(outcome)}, {"state": str(row.state)})
    must_be_open(row)
    now = clock.now()
    moment = at or now
    if moment > now + _SKEW:
        raise wrong("at", "A deal cannot be closed in the future.")
    if moment < max(row.created_at, row.stage_entered_at):
        raise wrong("at", "A deal cannot be closed before it entered its stage.")
    if row.paused_until is not None:
        tell(actor, DealResumed(), row, at=moment)
    return row, moment


def _unpaused(row: Deal) -> dict[str, object]:
    return {} if row.paused_until is None else {"paused_until": None, "pause_reason": ""}


def _leave_archived_stage(actor: Actor, row: Deal) -> None:
    left = Stage.objects.get(pk=row.stage_id)
    if not left.is_archived:
        return
    usable = Stage.objects.filter(pipeline=left.pipeline_id, is_archived=False)
    target = usable.filter(position__lte=left.position).last() or usable.first()
    if target is None:
        raise Conflict("The deal's pipeline has no stages any more.", code="pipeline_archived")
    write(row, {"stage_id": target.pk, "stage_entered_at": clock.now()})
    moved = DealMoved(from_stage=left.pk, to_stage=target.pk, to_position=target.position)
    tell(actor, moved, row)
