"""Ways of selling: pipelines added, renamed, reordered, archived."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from pritok.accounts.actor import Actor
from pritok.catalog.access import must_manage_rules
from pritok.deals.events import PipelineChanged
from pritok.deals.models import Deal, Pipeline, State
from pritok.journal.recording import EVERYONE, record
from pritok.kit.errors import Conflict, NotFound, wrong
from pritok.kit.texts import search_key

ROUTING_MODES = ("manual", "fair")
_FIELDS = frozenset({"name", "position", "is_archived", "routing_mode"})


def add_pipeline(actor: Actor, *, name: str, routing_mode: str = "fair") -> Pipeline:
    """Add a pipeline at the end; it takes deals once it has a stage."""
    must_manage_rules(actor)
    with transaction.atomic():
        _check(None, {"name": name, "routing_mode": routing_mode})
        last = Pipeline.objects.aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
        row = Pipeline.objects.create(name=name, position=position, routing_mode=routing_mode)
        _tell(actor, row, ["created"])
    return row


def change_pipeline(actor: Actor, *, pipeline: int, changes: dict[str, Any]) -> Pipeline:
    """Change name, position, is_archived or routing_mode; one with open deals cannot be archived."""
    must_manage_rules(actor)
    with transaction.atomic():
        row = Pipeline.objects.select_for_update().filter(pk=pipeline).first()
        if row is None:
            raise NotFound
        fields = sorted(name for name, value in changes.items() if getattr(row, name, 0) != value)
        _check(row, {name: changes[name] for name in fields})
        if not fields:
            return row
        for name in fields:
            setattr(row, name, changes[name])
        row.save(update_fields=fields)
        _tell(actor, row, fields)
    return row


def _check(row: Pipeline | None, changes: dict[str, Any]) -> None:
    unknown = sorted(set(changes) - _FIELDS)
    if unknown:
        raise wrong(unknown[0], "A pipeline has no such field.")
    if "routing_mode" in changes and changes["routing_mode"] not in ROUTING_MODES:
        raise wrong("routing_mode", f"One of: {', '.join(ROUTING_MODES)}.")
    if "name" in changes:
        others = Pipeline.objects.filter(is_archived=False)
        if row is not None:
            others = others.exclude(pk=row.pk)
        taken = {search_key(name) for name in others.values_list("name", flat=True)}
        if not changes["name"] or search_key(changes["name"]) in taken:
            raise wrong("name", "A name of its own is needed.")
    if changes.get("is_archived") and row is not None:
        open_deals = Deal.objects.filter(pipeline=row, state=State.OPEN, deleted_at=None)
        if open_deals.exists():
            raise Conflict("This pipeline has open deals.", code="pipeline_has_deals")


def _tell(actor: Actor, row: Pipeline, fields: list[str]) -> None:
    payload = PipelineChanged(pipeline=row.pk, fields=fields)
    record(actor, payload, subject=f"pipeline:{row.pk}", audience=EVERYONE)
