"""The same action on many deals: each stands or falls by itself, and every refusal is named."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.actions.assigning import assign_deal
from pritok.deals.actions.closing import lose_deal
from pritok.deals.actions.editing import edit_deal
from pritok.deals.actions.moving import move_deal
from pritok.deals.actions.references import must_be_active, open_stage, usable_reason
from pritok.deals.models import Deal
from pritok.kit.errors import Refusal, wrong

MAX_DEALS = 500


@dataclass(slots=True)
class BulkResult:
    """How many deals changed, and for the others (id, code, sentence) in the order asked."""

    changed: int = 0
    refused: list[tuple[UUID, str, str]] = field(default_factory=list)


def move_deals(actor: Actor, *, deals: Sequence[UUID], stage: int) -> BulkResult:
    open_stage(stage)
    return _each(deals, lambda deal: move_deal(actor, deal=deal, stage=stage))


def assign_deals(actor: Actor, *, deals: Sequence[UUID], owner: int | None) -> BulkResult:
    must_be_active(owner)
    return _each(deals, lambda deal: assign_deal(actor, deal=deal, owner=owner))


def lose_deals(
    actor: Actor, *, deals: Sequence[UUID], reason: int | None, comment: str = ""
) -> BulkResult:
    """Lose many deals for one reason; without a reason the whole request is refused."""
    usable_reason(reason)
    return _each(deals, lambda deal: lose_deal(actor, deal=deal, reason=reason, comment=comment))


def edit_deals(actor: Actor, *, deals: Sequence[UUID], changes: Mapping[str, Any]) -> BulkResult:
    if not changes:
        raise wrong("fields", "Say what to change.")
    return _each(deals, lambda deal: edit_deal(actor, deal=deal, changes=changes))


def _each(deals: Sequence[UUID], change: Callable[[UUID], Deal]) -> BulkResult:
    wanted = list(dict.fromkeys(deals))
    if not 0 < len(wanted) <= MAX_DEALS:
        raise wrong("ids", f"Between 1 and {MAX_DEALS} deals.")
    refusals: dict[UUID, Refusal] = {}
    with transaction.atomic():
        # One order of locks for everybody: two people's bulk changes must not wait for each other.
        for deal in sorted(wanted):
            try:
                with transaction.atomic():
                    change(deal)
            except Refusal as refusal:
                refusals[deal] = refusal
    refused = [(d, refusals[d].code, refusals[d].message) for d in wanted if d in refusals]
    return BulkResult(changed=len(wanted) - len(refused), refused=refused)
