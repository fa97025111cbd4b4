"""Changing the company's words: dictionaries and products. The head of sales and the admin may."""

from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from pritok.accounts.actor import Actor
from pritok.catalog.access import must_manage_rules
from pritok.catalog.events import EntryAdded, EntryChanged
from pritok.catalog.models import Category, Entry, LossReason, LossReasonGroup, Product, Source
from pritok.catalog.queries import DICTIONARIES
from pritok.journal.recording import EVERYONE, record
from pritok.kit.errors import NotFound, wrong
from pritok.kit.texts import search_key

Changes = dict[str, Any]

# A pick list longer than this is a mistake of an import, and the web loads all of it at once.
MAX_ENTRIES = 2000


def add_entry(
    actor: Actor, *, dictionary: str, name: str, position: int | None = None, **extra: Any
) -> Entry:
    """Add an entry to a dictionary (its API name). `extra`: `source` of a campaign, `group` and `is_refusal` of
    a loss reason, as keys; without a position it comes last.
    """
    must_manage_rules(actor)
    model = _model(dictionary)
    with transaction.atomic():
        values = _checked(model, {"name": name, **extra})
        if model is LossReason and "group" not in values:
            raise wrong("group", "A loss reason stands in a group.")
        _must_be_new(model, values)
        entry = model(**values, position=_place(model) if position is None else position)
        entry.save(force_insert=True)
        _record_added(actor, dictionary, entry)
    return entry


def change_entry(actor: Actor, *, dictionary: str, entry: int, changes: Changes) -> Entry:
    """Change name, position, is_archived and the fields of its own dictionary. What stays the same is no fact."""
    must_manage_rules(actor)
    return _change(actor, dictionary, _model(dictionary), entry, changes)


def add_product(
    actor: Actor,
    *,
    name: str,
    currency: str,
    sku: str = "",
    category: int | None = None,
    price_minor: int | None = None,
    cost_minor: int | None = None,
    position: int | None = None,
) -> Product:
    must_manage_rules(actor)
    values = {
        "name": name,
        "sku": sku,
        "category": category,
        "price_minor": price_minor,
        "cost_minor": cost_minor,
    }
    with transaction.atomic():
        values = _checked(Product, values)
        _must_be_new(Product, values)
        place = _place(Product) if position is None else position
        product = Product.objects.create(**values, currency=currency, position=place)
        _record_added(actor, "products", product)
    return product


def change_product(actor: Actor, *, product: int, changes: Changes) -> Product:
    """Change a product. Lines of deals keep the price and the cost of their day."""
    must_manage_rules(actor)
    changed = _change(actor, "products", Product, product, changes)
    assert isinstance(changed, Product)
    return changed


def _change(
    actor: Actor, dictionary: str, model: type[Entry], entry_id: int, changes: Changes
) -> Entry:
    with transaction.atomic():
        entry = model._default_manager.select_for_update().filter(pk=entry_id).first()
        if entry is None:
            raise NotFound
        values = _checked(model, changes)
        fields = sorted(name for name, value in values.items() if getattr(entry, name) != value)
        for name in fields:
            setattr(entry, name, values[name])
        if {"name", "group"} & set(fields):
            _must_be_new(model, {**values, "name": entry.name}, besides=entry)
        if fields:
            entry.save(update_fields=fields)
            payload = EntryChanged(dictionary=dictionary, entry=entry.pk, fields=fields)
            record(actor, payload, subject=f"{dictionary}:{entry.pk}", audience=EVERYONE)
    return entry


def _checked(model: type[Entry], changes: Changes) -> Changes:
    """Return the changes with keys of other dictionaries turned into their rows; Invalid names wrong fields."""
    known = {field.name for field in model._meta.concrete_fields} - {"id", "currency"}
    values: Changes = {}
    for name, value in changes.items():
        if name not in known:
            raise wrong(name, "This dictionary has no such field.")
        values[name] = _linked(name, value)
        if name in {"price_minor", "cost_minor"} and value is not None and value < 0:
            raise wrong(name.removesuffix("_minor"), "Money cannot be negative.")
    if "name" in values and not str(values["name"]).strip():
        raise wrong("name", "A name is needed.")
    return values


def _linked(name: str, value: Any) -> Any:
    links: dict[str, type[Entry]] = {
        "source": Source,
        "group": LossReasonGroup,
        "category": Category,
    }
    if name not in links or (value is None and name != "group"):
        return value
    row = links[name]._default_manager.filter(pk=value).first()
    if row is None:
        raise wrong(name, "There is no such entry.")
    return row


def _must_be_new(model: type[Entry], values: Changes, besides: Entry | None = None) -> None:
    """Two entries of one name cannot be told apart in a pick list; archived ones may share it."""
    others: QuerySet[Any] = model._default_manager.filter(is_archived=False)
    if model is LossReason:
        group = values.get("group") or (besides.group if isinstance(besides, LossReason) else None)
        others = others.filter(group=group)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    taken = {search_key(name) for name in others.values_list("name", flat=True)}
    if search_key(values["name"]) in taken:
        raise wrong("name", "There is an entry of this name already.")
    if len(taken) >= MAX_ENTRIES:
        raise wrong("name", f"A dictionary holds at most {MAX_ENTRIES} entries.")


def _place(model: type[Entry]) -> int:
    last = model._default_manager.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _record_added(actor: Actor, dictionary: str, entry: Entry) -> None:
    payload = EntryAdded(dictionary=dictionary, entry=entry.pk)
    record(actor, payload, subject=f"{dictionary}:{entry.pk}", audience=EVERYONE)


def _model(dictionary: str) -> type[Entry]:
    if dictionary not in DICTIONARIES:
        raise NotFound("There is no such dictionary.")
    return DICTIONARIES[dictionary]
