"""A whole deal as an answer, and the version a client says it has seen."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from pritok.accounts.actor import Actor
from pritok.clients.schemas import contact_out
from pritok.deals.models import Deal
from pritok.deals.queries.details import deal_details
from pritok.deals.schemas.out import DealOut
from pritok.kit.errors import Refusal


def show(actor: Actor, deal: Deal | UUID) -> DealOut:
    """Return the whole deal as it is now; NotFound when this actor may not see it (any more)."""
    details = deal_details(actor, deal if isinstance(deal, UUID) else deal.pk)
    contact = details.pop("contact")
    known = None if contact is None else contact_out(actor, contact)
    return DealOut(**details, contact=known)


def version_of(request: HttpRequest) -> int | None:
    """Return the version in `If-Match` (`"7"`, also bare), or None when the client does not care."""
    written: Any = request.headers.get("If-Match")
    if written is None or written.strip() == "*":
        return None
    number = written.strip().removeprefix("W/").strip('"')
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Refusal("If-Match holds the number of a version.", code="bad_version")
    return int(number)
