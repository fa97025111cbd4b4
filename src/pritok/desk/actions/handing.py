"""Handing a deal over with a word about why."""

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.access import get_deal, may_edit
from pritok.deals.actions.assigning import assign_deal, claim_deal
from pritok.deals.actions.locking import DealRef, id_of
from pritok.deals.models import Deal
from pritok.desk.actions.notes import add_note


def hand_over(
    actor: Actor, *, deal: DealRef, to: int | None, reason: str = "", version: int | None = None
) -> Deal:
    """Give a deal to a person or to the pool; who gives a deal of the pool to themselves claims it.

    The reason becomes a note, since facts hold no free text: before the deal leaves who gives it, or after it has
    come to who takes it.
    """
    with transaction.atomic():
        seen = get_deal(actor, id_of(deal))
        if to is not None and to == actor.person_id and seen.owner_id is None:
            row = claim_deal(actor, deal=seen)
            if reason:
                add_note(actor, deal=row, text=reason)
            return row
        is_change = seen.owner_id != to
        if reason and is_change and may_edit(actor, seen.owner_id):
            add_note(actor, deal=seen, text=reason)
        return assign_deal(actor, deal=seen, owner=to, version=version)
