"""One deal in full, with its lines, its client and what may be the same deal twice."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pritok.accounts.actor import Actor
from pritok.catalog.access import without_hidden
from pritok.clients.models import Contact
from pritok.deals.access import visible_deals
from pritok.deals.lines import draft_of, margin_of
from pritok.deals.models import Deal, DealLine
from pritok.deals.queries.rows import Shown, as_rows, row_out
from pritok.kit.errors import NotFound
from pritok.kit.money import to_major


def deal_details(actor: Actor, deal_id: UUID) -> Shown:
    """Return everything the deal's page shows but its timeline; `contact` is the row itself, for its own room."""
    deal = visible_deals(actor).filter(pk=deal_id)
    row = as_rows(deal).first()
    full = deal.select_related("contact", "contact__company", "contact__owner").first()
    if row is None or full is None:
        raise NotFound
    lines = list(full.lines.all())
    paused = {"until": full.paused_until, "reason": full.pause_reason}
    return {
        **row_out(actor, row),
        "pause": paused if full.paused_until else None,
        "loss_comment": full.loss_comment,
        "lines": lines_out(actor, full, lines),
        "contact": full.contact,
        "promised_at": full.promised_at,
        "request_id": full.request_id,
        "duplicates": _duplicates(actor, full),
        **without_hidden(actor, _margin(full, lines)),
    }


def lines_out(actor: Actor, deal: Deal, lines: Iterable[DealLine]) -> list[Shown]:
    return [without_hidden(actor, _line(line, deal.currency)) for line in lines]


def _line(line: DealLine, currency: str) -> Shown:
    quantity = line.quantity.normalize()
    whole = quantity == quantity.to_integral_value()
    return {
        "id": line.pk,
        "product": line.product_id,
        "name": line.name,
        "quantity": int(quantity) if whole else float(quantity),
        "price": to_major(line.price_minor, currency),
        "discount": to_major(line.discount_minor, currency),
        "cost": None if line.cost_minor is None else to_major(line.cost_minor, currency),
    }


def _margin(deal: Deal, lines: Iterable[DealLine]) -> dict[str, Any]:
    """Margin over the lines whose cost is known; an unknown cost is never counted as zero."""
    found = margin_of(draft_of(line) for line in lines)
    if found is None:
        return {"margin": None, "margin_rate": None}
    margin, revenue = found
    rate = round(margin / revenue, 4) if revenue else None
    return {"margin": to_major(margin, deal.currency), "margin_rate": rate}


def _duplicates(actor: Actor, deal: Deal) -> list[Shown]:
    contact: Contact | None = deal.contact
    if contact is None:
        return []
    twins = visible_deals(actor).filter(contact=contact).exclude(pk=deal.pk)
    rows = twins.order_by("-created_at").values_list("id", "title", "state")[:10]
    return [{"id": pk, "title": title, "state": state} for pk, title, state in rows]
