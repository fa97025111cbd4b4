"""Lists of deals: filtered, in an enumerated order, a page at a time; and the lists behind a report's numbers."""

from collections.abc import Collection, Sequence
from uuid import UUID

from pritok.accounts.actor import Actor
from pritok.deals.access import visible_deals
from pritok.deals.models import Deal
from pritok.deals.queries.filters import DealFilters, narrow
from pritok.deals.queries.rows import Shown, as_rows, masked_out, row_out
from pritok.kit.keyset import Sort, pick_sort, take_page

_ORDERS = {
    "created_at": Sort("created_at", "time"),
    "stage_entered_at": Sort("stage_entered_at", "time"),
    "title": Sort("search_key", "text"),
    "amount": Sort("amount_minor", "number", has_gaps=True),
    "last_contact_at": Sort("last_contact_at", "time", has_gaps=True),
    "next_task_at": Sort("next_task_at", "time", has_gaps=True),
    "closed_at": Sort("closed_at", "time", has_gaps=True),
}
SORTS = {
    **_ORDERS,
    **{
        f"-{name}": Sort(order.field, order.kind, is_descending=True, has_gaps=order.has_gaps)
        for name, order in _ORDERS.items()
    },
}
DEFAULT_SORT = "-created_at"
_MOST_IDS = 1000


def deals_page(
    actor: Actor,
    filters: DealFilters,
    *,
    sort: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> tuple[list[Shown], str | None, int]:
    """Return a page of rows, the cursor of the next one, and how many deals fit in all (two statements)."""
    order = pick_sort(SORTS, sort, DEFAULT_SORT)
    found = narrow(visible_deals(actor), actor, filters)
    rows, following = take_page(
        found, as_rows(Deal.objects.all()), order, cursor=cursor, limit=limit
    )
    return [row_out(actor, row) for row in rows], following, found.count()


def deals_by_ids(actor: Actor, ids: Sequence[UUID]) -> list[Shown]:
    """Return these deals in this order, whoever owns them: those the actor may not see are masked.

    For the lists behind reports, whose length must be the number. Deleted deals are in no number and left out.
    """
    deals = Deal.objects.filter(pk__in=ids[:_MOST_IDS], deleted_at=None)
    rows = {row.id: row for row in as_rows(deals)}
    return [
        row_out(actor, row) if actor.may_see_owner(row.owner_id) else masked_out(row)
        for row in (rows[each] for each in ids if each in rows)
    ]


def deals_of_contact(actor: Actor, contact_id: UUID, *, limit: int = 50) -> list[Shown]:
    """Return the newest visible deals of a contact."""
    deals = visible_deals(actor).filter(contact=contact_id).order_by("-created_at", "-pk")
    return [row_out(actor, row) for row in as_rows(deals)[:limit]]


def deals_of_company(actor: Actor, company_id: UUID, *, limit: int = 50) -> list[Shown]:
    deals = visible_deals(actor).filter(company=company_id).order_by("-created_at", "-pk")
    return [row_out(actor, row) for row in as_rows(deals)[:limit]]


def contacts_with_deals(contact_ids: Collection[UUID]) -> set[UUID]:
    """Return which of these contacts ever had a deal; intake asks, whoever owns them."""
    deals = Deal.objects.filter(contact__in=contact_ids).order_by()
    return set(deals.values_list("contact", flat=True).distinct())
