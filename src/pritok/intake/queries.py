"""Reading requests for the inbox and forms for settings and the public pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pritok.accounts.actor import Actor
from pritok.intake.access import visible_requests
from pritok.intake.models import Form, Request
from pritok.intake.rules import DIMENSIONS, Rules
from pritok.kit.keyset import Sort, take_page

STATES = ("received", "done", "quarantined", "failed", "junk")
_NEWEST_FIRST = Sort("received_at", "time", is_descending=True)


def requests_page(
    actor: Actor,
    *,
    states: Sequence[str] = (),
    in_pool: bool = False,
    since: datetime | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> tuple[list[Request], str | None, int]:
    """Return requests newest first, the next cursor and the size of the whole list; junk only when asked for.

    `in_pool` keeps those whose deal is open and has no manager yet.
    """
    requests = visible_requests(actor)
    requests = requests.filter(state__in=states) if states else requests.exclude(state="junk")
    if in_pool:
        requests = requests.filter(deal__state="open", deal__owner=None)
    if since is not None:
        requests = requests.filter(received_at__gte=since)
    shown = requests.select_related("form", "deal__owner")
    rows, following = take_page(requests, shown, _NEWEST_FIRST, cursor=cursor, limit=limit)
    return rows, following, requests.count()


def unanswered(owner: int) -> dict[UUID, tuple[datetime, datetime]]:
    """Return, for each open deal of this person, when its oldest request without an answer came and is due.

    The caller has made sure that the actor may see the person's deals.
    """
    waiting = Request.objects.filter(answered_at=None, state="done").filter(
        deal__owner=owner, deal__state="open", deal__deleted_at=None
    )
    rows = waiting.order_by("-received_at").values_list("deal", "received_at", "answer_due_at")
    return {deal: (received_at, due_at) for deal, received_at, due_at in rows}


def failed_requests() -> int:
    """Return how many requests need a person because their processing failed for good."""
    return Request.objects.filter(state="failed").count()


def forms_in_order() -> QuerySet[Form]:
    return Form.objects.order_by("-is_active", "name", "pk")


def live_form(slug: str) -> Form | None:
    """Return the form strangers see at this address; None for an unknown or switched-off one."""
    return Form.objects.filter(slug=slug, is_active=True).first()


class Said:
    """Names behind what requests say about sources and campaigns, for one page of the inbox."""

    def __init__(self, requests: Sequence[Request]) -> None:
        self._rules = Rules.load() if requests else None
        self._names: dict[str, dict[int, str]] = {}

    def named(self, request: Request, dimension: str) -> dict[str, Any] | None:
        """Return `{id, name}` of a known entry, else None."""
        said = request.payload.get(dimension)
        if self._rules is None or not said:
            return None
        key = self._rules.entry(dimension, said)
        name = self._entries(dimension).get(key or 0)
        return {"id": key, "name": name} if name is not None else None

    def _entries(self, dimension: str) -> dict[int, str]:
        if dimension not in self._names:
            rows = DIMENSIONS[dimension].objects.values_list("pk", "name")  # type: ignore[attr-defined]
            self._names[dimension] = dict(rows)
        return self._names[dimension]
