"""One deal as a line of a list or a card of the board: plain values and names, read in one statement."""

from typing import Any

from django.db.models import QuerySet

from pritok.accounts.actor import VISITOR, Actor
from pritok.deals.access import may_claim, may_edit, may_give
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.money import to_major

Row = Any
Shown = dict[str, Any]

_LINKS = (
    "pipeline", "stage", "owner", "contact", "company", "deal_type", "market", "source", "campaign", "product",
)  # fmt: skip
_PLAIN = (
    "id", "title", "state", "currency", "created_at", "stage_entered_at", "closed_at", "last_contact_at",
    "next_task_at", "answer_due_at", "first_answer_at", "version", "custom",
)  # fmt: skip
COLUMNS = (
    *_PLAIN, "amount_minor", "paused_until", "search_key", "loss_reason__group_id", "loss_reason__group__name",
    *(column for name in (*_LINKS, "loss_reason") for column in (f"{name}_id", f"{name}__name")),
)  # fmt: skip


def as_rows(deals: QuerySet[Deal]) -> QuerySet[Deal, Row]:
    """Return the query for the columns that a line needs, as named tuples."""
    return deals.values_list(*COLUMNS, named=True)


def row_out(actor: Actor, row: Row) -> Shown:
    paused_until = row.paused_until
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        **{name: _link(row, name) for name in _LINKS},
        "amount": _amount(row),
        # A pause whose date has come is over, though nobody has touched the deal.
        "paused_until": paused_until if paused_until and paused_until > clock.now() else None,
        "loss_reason": _reason(row),
        "can": rights(actor, row.owner_id),
    }


def masked_out(row: Row) -> Shown:
    """Return somebody else's deal for a list behind a number: what it was, not whose client it is."""
    hidden: Shown = {"title": "", "contact": None, "company": None, "custom": {}}
    nothing = {"open": False, "edit": False, "assign": False, "close": False}
    return {**row_out(VISITOR, row), **hidden, "can": nothing}


def rights(actor: Actor, owner_id: int | None) -> dict[str, bool]:
    """Return what the web may offer for a deal that the actor sees."""
    is_editable = may_edit(actor, owner_id)
    return {
        "open": True,
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
