"""Search over deals, contacts and companies, inside what the actor may see."""

from typing import Any

from pritok.accounts.actor import Actor
from pritok.clients.queries import containing, search_companies, search_contacts
from pritok.deals.access import visible_deals

_OF_EACH = 8
_FEWEST_LETTERS = 2


def find(actor: Actor, q: str) -> list[dict[str, Any]]:
    """Return at most 8 deals, contacts and companies each; nothing for a question of one letter."""
    if len(q.strip()) < _FEWEST_LETTERS:
        return []
    deals = visible_deals(actor).filter(containing(q)).order_by("-created_at", "-pk")
    found = [
        _hit("deal", pk, title, stage)
        for pk, title, stage in deals.values_list("pk", "title", "stage__name")[:_OF_EACH]
    ]
    contacts = search_contacts(actor, q).select_related("company").order_by("-created_at", "-pk")
    for contact in contacts.prefetch_related("points")[:_OF_EACH]:
        point = next((each.value for each in contact.points.all()), "")
        hint = contact.company.name if contact.company else point
        found.append(_hit("contact", contact.pk, contact.name, hint))
    companies = search_companies(actor, q).order_by("-created_at", "-pk")[:_OF_EACH]
    return found + [_hit("company", c.pk, c.name, c.site) for c in companies]


def _hit(kind: str, row_id: Any, title: str, hint: str) -> dict[str, Any]:
    return {"kind": kind, "id": row_id, "title": title, "hint": hint}
