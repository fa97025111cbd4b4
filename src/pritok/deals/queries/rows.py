"""One deal as a line of a list or a card of the board: plain values and names, read in one statement."""

from typing import Any

from django.db.models import QuerySet

from pritok.accounts.actor import Actor
from pritok.deals.access import may_claim, may_edit, may_give
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.money import to_major

Row = Any
Shown = dict[str, Any]

_LINKS = ("owner", "contact", "company", "source", "product")
_MORE_LINKS = ("pipeline", "stage", "deal_type", "market", "campaign")
_PLAIN = (
    "id", "title", "state", "amount_minor", "currency", "created_at", "stage_entered_at", "last_contact_at",
    "paused_until", "answer_due_at", "first_answer_at", "version",
)  # fmt: skip
_MORE_PLAIN = (
    "closed_at",
    "search_key",
    "custom",
    "loss_reason__group_id",
    "loss_reason__group__name",
)

CARD_COLUMNS = (*_PLAIN, "stage_id", *(c for n in _LINKS for c in (f"{n}_id", f"{n}__name")))
ROW_COLUMNS = (
    *_PLAIN,
    *_MORE_PLAIN,
    *(c for n in (*_LINKS, *_MORE_LINKS, "loss_reason") for c in (f"{n}_id", f"{n}__name")),
)


def as_cards(deals: QuerySet[Deal]) -> QuerySet[Deal, Row]:
    """Return the query for the columns that a card needs, as named tuples."""
    return deals.values_list(*CARD_COLUMNS, named=True)


def as_rows(deals: QuerySet[Deal]) -> QuerySet[Deal, Row]:
    """Return the query for the columns that a line of a list needs, as named tuples."""
    return deals.values_list(*ROW_COLUMNS, named=True)


def card_out(actor: Actor, row: Row) -> Shown:
    shown = {name: getattr(row, name) for name in _PLAIN}
    del shown["amount_minor"]
    paused_until = row.paused_until
    return {
        **shown,
        **{name: _link(row, name) for name in _LINKS},
        "stage_id": row.stage_id,
        "amount": _amount(row),
        # A pause whose date has come is over, though nobody has touched the deal.
        "paused_until": paused_until if paused_until and paused_until > clock.now() else None,
        "can": rights(actor, row.owner_id),
    }


def row_out(actor: Actor, row: Row) -> Shown:
    shown = card_out(actor, row)
    del shown["stage_id"]
    return {
        **shown,
        **{name: _link(row, name) for name in _MORE_LINKS},
        "closed_at": row.closed_at,
        "custom": row.custom,
        "loss_reason": _reason(row),
    }


def masked_out(row: Row) -> Shown:
    """Return somebody else's deal for a list behind a number: what it was, not whose client it is."""
    from_nobody = Actor(kind="visitor", id="visitor")
    shown = row_out(from_nobody, row)
    hidden: Shown = {"title": "", "contact": None, "company": None, "custom": {}}
    return {**shown, **hidden, "is_masked": True}


def rights(actor: Actor, owner_id: int | None) -> dict[str, bool]:
    """Return what the web may offer: `assign` also stands for claiming from the pool."""
    is_editable = may_edit(actor, owner_id)
    return {
        "edit": is_editable,
        "assign": may_give(actor, owner_id, owner_id) or may_claim(actor, owner_id),
        "close": is_editable,
    }


def _amount(row: Row) -> int | float | None:
    return None if row.amount_minor is None else to_major(row.amount_minor, row.currency)


def _link(row: Row, name: str) -> Shown | None:
    key = getattr(row, f"{name}_id")
    return None if key is None else {"id": key, "name": getattr(row, f"{name}__name")}


def _reason(row: Row) -> Shown | None:
    if row.loss_reason_id is None:
        return None
    group = {"id": row.loss_reason__group_id, "name": row.loss_reason__group__name}
    return {"id": row.loss_reason_id, "name": row.loss_reason__name, "group": group}
