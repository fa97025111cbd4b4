"""The facts of a deal are corrected: title, amount, dimensions, client, the company's own fields."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.catalog.models import Product
from pritok.deals import events
from pritok.deals.actions import references
from pritok.deals.actions.locking import (
    DealRef,
    check_version,
    lock_editable,
    must_be_open,
    tell,
    write,
)
from pritok.deals.custom import checked_values
from pritok.deals.models import CustomField, Deal
from pritok.kit.errors import wrong
from pritok.kit.money import to_major
from pritok.kit.texts import search_key

EDITABLE = frozenset({"title", "amount_minor", "contact", "company", "custom", *events.DIMENSIONS})


def edit_deal(
    actor: Actor, *, deal: DealRef, changes: Mapping[str, Any], version: int | None = None
) -> Deal:
    """Change the fields named in `EDITABLE` (keys and ids as values; `custom` only the keys it holds).

    What stays the same is no fact. The amount is fixed while lines make it up, and once the deal is closed.
    """
    references.known_names(changes, EDITABLE)
    with transaction.atomic():
        row = lock_editable(actor, deal)
        wanted = {name: value for name, value in changes.items() if value != _value(row, name)}
        check_version(row, version, _shown(row, wanted), _shown(row, _values(row, wanted)))
        _check(row, wanted)
        columns = _columns(actor, row, wanted)
        fields = _changed_fields(row, wanted, columns)
        if not fields:
            return row
        write(row, columns)
        tell(actor, _edited(row, wanted, fields), row)
    return row


def _value(row: Deal, name: str) -> Any:
    if name in events.DIMENSIONS or name in {"contact", "company"}:
        return getattr(row, f"{name}_id")
    return getattr(row, name)


def _values(row: Deal, names: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(row, name) for name in names}


def _shown(row: Deal, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as the API writes them, one entry for each of the company's own fields."""
    shown: dict[str, Any] = {}
    for name, value in values.items():
        if name == "custom":
            shown |= {f"custom.{key}": each for key, each in value.items()}
        elif name == "amount_minor":
            shown["amount"] = None if value is None else to_major(value, row.currency)
        else:
            shown[name] = str(value) if isinstance(value, UUID) else value
    return shown


def _check(row: Deal, wanted: Mapping[str, Any]) -> None:
    references.must_be_entries({k: v for k, v in wanted.items() if k in events.DIMENSIONS})
    if "title" in wanted and not wanted["title"]:
        raise wrong("title", "A title is needed.")
    if "amount_minor" not in wanted:
        return
    must_be_open(row)
    references.must_be_amount(wanted["amount_minor"])
    if row.lines.exists():
        raise wrong("amount", "The amount follows the lines of this deal.", code="amount_of_lines")


def _columns(actor: Actor, row: Deal, wanted: Mapping[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, value in wanted.items():
        if name in events.DIMENSIONS:
            columns[f"{name}_id"] = value
        elif name == "contact":
            columns["contact"] = references.seen_contact(actor, value)
        elif name == "company":
            columns["company"] = references.seen_company(actor, value)
        elif name == "custom":
            columns["custom"] = _merged(row, value)
        else:
            columns[name] = value
    if "title" in columns:
        columns["search_key"] = search_key(columns["title"])
    return columns


def _merged(row: Deal, values: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**row.custom, **checked_values(values, CustomField.objects.all())}
    return {key: value for key, value in merged.items() if value is not None}


def _changed_fields(row: Deal, wanted: Mapping[str, Any], columns: Mapping[str, Any]) -> list[str]:
    fields = [name for name in events.DIMENSIONS if name in wanted]
    if "amount_minor" in wanted:
        fields.append("amount")
    fields += [name for name in ("title", "contact", "company") if name in wanted]
    if "custom" in wanted:
        own = [k for k in wanted["custom"] if row.custom.get(k) != columns["custom"].get(k)]
        fields += [f"custom.{key}" for key in own]
    return fields


def _edited(row: Deal, wanted: Mapping[str, Any], fields: list[str]) -> events.DealEdited:
    dimensions = {name: wanted[name] for name in events.DIMENSIONS if name in wanted}
    category = None
    if dimensions.get("product") is not None:
        category = Product.objects.values_list("category", flat=True).get(pk=dimensions["product"])
    return events.DealEdited(
        fields=fields,
        dimensions=dimensions,
        amount_minor=row.amount_minor if "amount" in fields else None,
        category=category,
        contact=row.contact_id if "contact" in fields else None,
    )
