"""The losses nobody has looked through yet, and how often those who did disagreed."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from pritok.accounts.actor import Actor
from pritok.deals.access import must_review, reviewable_losses, reviewed_people
from pritok.deals.models import Deal, LossReview
from pritok.deals.queries.rows import Shown, as_rows, row_out
from pritok.kit.keyset import Sort, pick_sort, take_page

SORTS = {
    "-closed_at": Sort("closed_at", "time", is_descending=True),
    "-amount": Sort("amount_minor", "number", is_descending=True, has_gaps=True),
}


def waiting_losses(
    actor: Actor, *, sort: str | None, cursor: str | None, limit: int | None
) -> tuple[list[Shown], str | None, int]:
    """Return a page of losses without a review, the newest or the biggest first, each with its `loss_comment`."""
    order = pick_sort(SORTS, sort, "-closed_at")
    reviews = LossReview.objects.filter(deal=OuterRef("pk"), closed_at=OuterRef("closed_at"))
    found = reviewable_losses(actor).exclude(Exists(reviews))
    rows, following = take_page(
        found, as_rows(Deal.objects.all()), order, cursor=cursor, limit=limit
    )
    comments = _comments([row.id for row in rows])
    shown = [{**row_out(actor, row), "loss_comment": comments[row.id]} for row in rows]
    return shown, following, found.count()


@dataclass(frozen=True)
class Agreement:
    """Of `reviewed` losses of `owner` (None: nobody's), those in charge disagreed with the reason of `disagreed`."""

    owner: int | None
    name: str | None
    reviewed: int
    disagreed: int


def agreement(actor: Actor) -> list[Agreement]:
    """Return how often the reasons given did not stand, manager by manager, for those this actor may look through."""
    must_review(actor)
    reviews = LossReview.objects.all()
    if not actor.sees_everything:
        reviews = reviews.filter(owner__in=reviewed_people(actor))
    disagreed = Count("pk", filter=~Q(verdict="confirmed"))
    by_owner = reviews.values_list("owner", "owner__name")
    counted = by_owner.annotate(reviewed=Count("pk"), disagreed=disagreed)
    return [Agreement(*row) for row in counted.order_by("owner__name", "owner")]


def _comments(ids: list[UUID]) -> dict[UUID, str]:
    return dict(Deal.objects.filter(pk__in=ids).values_list("pk", "loss_comment"))
