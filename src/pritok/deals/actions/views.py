"""Saved views: a screen's filters and sorting under a name, for oneself, the team, a role or everybody."""

from typing import Any

from django.db import transaction

from pritok.accounts.access import require_person
from pritok.accounts.actor import Actor
from pritok.deals.access import get_own_view
from pritok.deals.events import SavedViewChanged
from pritok.deals.models import SavedView
from pritok.journal.recording import EVERYONE, record, users
from pritok.kit import clock
from pritok.kit.errors import wrong

SHARED_WITH = ("me", "team", "manager", "lead", "head", "all")
MAX_VIEWS = 100


def save_view(
    actor: Actor, *, name: str, screen: str, query: str, shared_with: str = "me"
) -> SavedView:
    owner_id = require_person(actor)
    _check_audience(shared_with)
    with transaction.atomic():
        if SavedView.objects.filter(owner=owner_id).count() >= MAX_VIEWS:
            raise wrong("name", f"At most {MAX_VIEWS} views of one person.")
        view = SavedView.objects.create(
            owner_id=owner_id,
            name=name,
            screen=screen,
            query=query,
            shared_with=shared_with,
            created_at=clock.now(),
        )
        _tell(actor, view, ["created"])
    return view


def change_view(actor: Actor, *, view: int, changes: dict[str, Any]) -> SavedView:
    """Change `name`, `query` or `shared_with`."""
    _check_audience(changes.get("shared_with", "me"))
    with transaction.atomic():
        row = get_own_view(actor, view)
        fields = sorted(name for name, value in changes.items() if getattr(row, name) != value)
        was_shared = row.shared_with
        for name in fields:
            setattr(row, name, changes[name])
        if fields:
            row.save(update_fields=fields)
            _tell(actor, row, fields, was_shared)
    return row


def remove_view(actor: Actor, *, view: int) -> None:
    with transaction.atomic():
        row = get_own_view(actor, view)
        _tell(actor, row, ["removed"])
        row.delete()


def _check_audience(shared_with: str) -> None:
    if shared_with not in SHARED_WITH:
        raise wrong("shared_with", f"One of: {', '.join(SHARED_WITH)}.")


def _tell(actor: Actor, view: SavedView, fields: list[str], was_shared: str = "me") -> None:
    is_private = view.shared_with == "me" and was_shared == "me"
    audience = users(view.owner_id) if is_private else EVERYONE
    payload = SavedViewChanged(view=view.pk, fields=fields)
    record(actor, payload, subject=f"saved_view:{view.pk}", audience=audience)
