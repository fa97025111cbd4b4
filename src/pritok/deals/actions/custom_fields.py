"""The company's own fields of deals: at most 50, four kinds, never a new kind for an old key."""

import re
from typing import Any

from django.db import transaction
from django.db.models import Max

from pritok.accounts.actor import Actor
from pritok.catalog.access import must_manage_rules
from pritok.deals.custom import KINDS, MAX_CHOICES, MAX_FIELDS
from pritok.deals.events import CustomFieldChanged
from pritok.deals.models import CustomField
from pritok.journal.recording import EVERYONE, record
from pritok.kit.errors import NotFound, wrong

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_FIELDS = frozenset({"label", "choices", "is_required", "is_archived", "position"})


def add_custom_field(
    actor: Actor,
    *,
    label: str,
    kind: str,
    key: str | None = None,
    choices: list[str] | None = None,
    is_required: bool = False,
) -> CustomField:
    """Add a field; without a key it gets the next free one (`field_7`)."""
    must_manage_rules(actor)
    if kind not in KINDS:
        raise wrong("kind", f"One of: {', '.join(KINDS)}.")
    _check_choices(kind, choices or [])
    with transaction.atomic():
        last = CustomField.objects.aggregate(place=Max("position"), number=Max("pk"))
        key = key or f"field_{(last['number'] or 0) + 1}"
        if not _KEY.fullmatch(key):
            raise wrong("key", "Latin small letters, digits and _, beginning with a letter.")
        if CustomField.objects.filter(key=key).exists():
            raise wrong("key", "There is a field with this key already.")
        _must_have_room()
        field = CustomField.objects.create(
            key=key,
            label=label,
            kind=kind,
            choices=choices or [],
            is_required=is_required,
            position=0 if last["place"] is None else last["place"] + 1,
        )
        _tell(actor, field, ["created"])
    return field


def change_custom_field(actor: Actor, *, field: int, changes: dict[str, Any]) -> CustomField:
    """Change label, choices, is_required, is_archived or position. Stored values stay as they are."""
    must_manage_rules(actor)
    unknown = sorted(set(changes) - _FIELDS)
    if unknown:
        raise wrong(unknown[0], "This cannot be changed once the field exists.")
    with transaction.atomic():
        row = CustomField.objects.select_for_update().filter(pk=field).first()
        if row is None:
            raise NotFound
        fields = sorted(name for name, value in changes.items() if getattr(row, name) != value)
        if "choices" in fields:
            _check_choices(row.kind, changes["choices"])
        if "is_archived" in fields and row.is_archived:
            _must_have_room()
        for name in fields:
            setattr(row, name, changes[name])
        if fields:
            row.save(update_fields=fields)
            _tell(actor, row, fields)
    return row


def _check_choices(kind: str, choices: list[str]) -> None:
    if kind != "choice" and choices:
        raise wrong("choices", "Only a choice has choices.")
    if kind == "choice" and not 1 <= len(choices) <= MAX_CHOICES:
        raise wrong("choices", f"Between 1 and {MAX_CHOICES} choices.")
    if len(set(choices)) != len(choices) or not all(choices):
        raise wrong("choices", "Each choice stands there once and is not empty.")


def _must_have_room() -> None:
    if CustomField.objects.filter(is_archived=False).count() >= MAX_FIELDS:
        raise wrong("key", f"At most {MAX_FIELDS} fields.", code="too_many_fields")


def _tell(actor: Actor, field: CustomField, fields: list[str]) -> None:
    payload = CustomFieldChanged(field=field.pk, fields=fields)
    record(actor, payload, subject=f"custom_field:{field.pk}", audience=EVERYONE)
