"""The door to deals: what is not visible does not exist (404), what is not allowed is refused (403)."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from pritok.accounts.actor import Actor
from pritok.deals.models import Deal, SavedView, State
from pritok.kit.errors import Forbidden, NotFound

# No person has this key.
_POOL = 0


def visible_deals(actor: Actor) -> QuerySet[Deal]:
    """Return the deals this actor may see: own, of led people and the pool; never deleted or merged ones."""
    deals = Deal.objects.filter(deleted_at=None)
    if actor.sees_everything:
        return deals
    if actor.person_id is None:
        return deals.none()
    # One value instead of "or is null": for an OR both planners fetch every deal of every visible owner before
    # they sort, where they could walk the order that was asked for until the page is full.
    holders = [_POOL, *actor.visible_owners]
    return deals.alias(holder=Coalesce("owner", _POOL)).filter(holder__in=holders)


def get_deal(actor: Actor, deal_id: UUID) -> Deal:
    deal = visible_deals(actor).filter(pk=deal_id).first()
    if deal is None:
        raise NotFound
    return deal


def get_editable_deal(actor: Actor, deal_id: UUID) -> Deal:
    deal = get_deal(actor, deal_id)
    must_edit(actor, deal.owner_id)
    return deal


def kept_deal(deal_id: UUID) -> UUID | None:
    """Return the living deal that a merged one became part of, whoever owns it; None when that was deleted."""
    deals = Deal.objects.values_list("merged_into", "deleted_at")
    found: UUID | None = deal_id
    while found is not None:
        into, deleted_at = deals.get(pk=found)
        if deleted_at is None:
            return found
        found = into
    return None


def may_edit(actor: Actor, owner_id: int | None) -> bool:
    """Say whether a deal of this owner may be changed; one in the pool is first claimed or given by a lead."""
    if not actor.may_write:
        return False
    if actor.sees_everything:
        return True
    if owner_id is None:
        return actor.may_assign
    return owner_id in actor.visible_owners


def may_give(actor: Actor, owner_id: int | None, to: int | None) -> bool:
    """Say whether a deal of `owner_id` may be given to `to`; a lead gives inside the own team and the pool."""
    if not (actor.may_write and actor.may_assign):
        return False
    if actor.sees_everything:
        return True
    return all(person is None or person in actor.visible_owners for person in (owner_id, to))


def may_claim(actor: Actor, owner_id: int | None) -> bool:
    return owner_id is None and actor.person_id is not None


def may_delete(actor: Actor) -> bool:
    """Junk leaves every metric, so only those who see everything may call a deal junk."""
    return actor.sees_everything and actor.may_write


def must_review(actor: Actor) -> None:
    """Losses are looked through by leads (of their team, not their own), the head and the admin."""
    if not (actor.may_write and actor.may_assign):
        raise Forbidden("Losses are reviewed by those in charge.")


def reviewed_people(actor: Actor) -> frozenset[int]:
    """Return whose losses a lead looks through: the team's, not the own."""
    return frozenset(person for person in actor.led_people if person != actor.person_id)


def reviewable_losses(actor: Actor) -> QuerySet[Deal]:
    """Return the lost deals this actor may look through; Forbidden for whoever reviews none."""
    must_review(actor)
    losses = visible_deals(actor).filter(state=State.LOST)
    return losses if actor.sees_everything else losses.filter(owner__in=reviewed_people(actor))


def must_edit(actor: Actor, owner_id: int | None) -> None:
    if not may_edit(actor, owner_id):
        raise Forbidden("You may look at this deal but not change it.")


def visible_views(actor: Actor) -> QuerySet[SavedView]:
    """Return own saved views, and those shared with all, with one's role, or by a colleague with the team."""
    views = SavedView.objects.select_related("owner")
    if actor.person_id is None:
        return views.filter(shared_with="all")
    shared = Q(owner=actor.person_id) | Q(shared_with__in=["all", actor.role])
    if actor.team_id is not None:
        shared |= Q(shared_with="team", owner__team=actor.team_id)
    return views.filter(shared)


def get_own_view(actor: Actor, view_id: int) -> SavedView:
    """Return a saved view to change it: one's own, or a shared one for the head of sales and the admin."""
    view = visible_views(actor).filter(pk=view_id).first()
    if view is None:
        raise NotFound
    if view.owner_id != actor.person_id and not actor.may_manage_rules:
        raise Forbidden("This view belongs to somebody else.")
    return view
