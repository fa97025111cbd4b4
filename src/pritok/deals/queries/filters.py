"""What a list of deals can be narrowed by. Names map to fixed columns: nothing a caller sends becomes a look-up."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTransform

from pritok.accounts.actor import Actor
from pritok.clients.queries import containing
from pritok.deals.custom import read_value
from pritok.deals.models import CustomField, Deal, State
from pritok.kit import clock
from pritok.kit.errors import Invalid
from pritok.kit.texts import clean

# Filter by keys → the column that holds them.
COLUMNS = {
    "manager": "owner_id",
    "team": "owner__team_id",
    "pipeline": "pipeline_id",
    "stage": "stage_id",
    "deal_type": "deal_type_id",
    "market": "market_id",
    "source": "source_id",
    "campaign": "campaign_id",
    "product": "product_id",
    "category": "product__category_id",
    "reason": "loss_reason_id",
}
# A key that filters for "nothing chosen".
NONE = "none"
NEXT_STEPS = ("none", "overdue", "planned")
_MOST_KEYS = 500
_LONGEST_TEXT = 200
_CUSTOM = "cf_"

Keys = Sequence[int | None]


@dataclass(frozen=True)
class DealFilters:
    """`keys` holds, for names of `COLUMNS`, the wanted keys (None = not set); ranges are half-open `[from, to)`.

    `next_step` is one of `NEXT_STEPS`: open deals with nothing planned and no pause, with an overdue task, with a
    task to come.
    """

    keys: Mapping[str, Keys] = field(default_factory=dict)
    states: Sequence[str] = ()
    mine: bool = False
    pool: bool = False
    paused: bool | None = None
    next_step: str | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None
    closed_from: datetime | None = None
    closed_to: datetime | None = None
    amount_min_minor: int | None = None
    amount_max_minor: int | None = None
    q: str = ""
    custom: Mapping[str, Sequence[str]] = field(default_factory=dict)


def narrow(deals: QuerySet[Deal], actor: Actor, filters: DealFilters) -> QuerySet[Deal]:
    """Return the deals that fit; Invalid names a filter of the company's own fields that cannot be read."""
    for name, keys in filters.keys.items():
        deals = deals.filter(_one_of(name, keys))
    if filters.states:
        deals = deals.filter(state__in=filters.states)
    if filters.mine:
        deals = deals.filter(owner=actor.person_id or 0)
    if filters.pool:
        deals = deals.filter(owner=None)
    if filters.paused is not None:
        resting = Q(paused_until__gt=clock.now())
        deals = deals.filter(resting if filters.paused else ~resting | Q(paused_until=None))
    if filters.next_step is not None:
        deals = deals.filter(_next_step(filters.next_step))
    deals = deals.filter(_ranges(filters))
    if filters.q:
        deals = deals.filter(containing(filters.q))
    return _by_own_fields(deals, filters.custom) if filters.custom else deals


def read_custom(query: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return the `cf_…` parameters of a query string, without their prefix."""
    return {
        name.removeprefix(_CUSTOM): values
        for name, values in query.items()
        if name.startswith(_CUSTOM)
    }


def _one_of(name: str, keys: Keys) -> Q:
    if len(keys) > _MOST_KEYS:
        raise Invalid("Too many values.", fields={name: f"At most {_MOST_KEYS} values."})
    column = COLUMNS[name]
    wanted = Q((f"{column}__in", [key for key in keys if key is not None]))
    return wanted | Q((f"{column}__isnull", True)) if None in keys else wanted


def _next_step(wanted: str) -> Q:
    now = clock.now()
    found = {
        "none": Q(next_task_at=None) & (Q(paused_until=None) | Q(paused_until__lte=now)),
        "overdue": Q(next_task_at__lt=now),
        "planned": Q(next_task_at__gte=now),
    }
    return Q(state=State.OPEN) & found[wanted]


def _ranges(filters: DealFilters) -> Q:
    bounds = {
        "created_at__gte": filters.created_from,
        "created_at__lt": filters.created_to,
        "closed_at__gte": filters.closed_from,
        "closed_at__lt": filters.closed_to,
        "amount_minor__gte": filters.amount_min_minor,
        "amount_minor__lte": filters.amount_max_minor,
    }
    return Q(*((name, bound) for name, bound in bounds.items() if bound is not None))


def _by_own_fields(deals: QuerySet[Deal], custom: Mapping[str, Sequence[str]]) -> QuerySet[Deal]:
    fields = {field.key: field for field in CustomField.objects.all()}
    wrong = {}
    for number, (name, values) in enumerate(custom.items()):
        key, end = _split(name, fields)
        # The key is one of our rows, not the caller's word: it goes into a transform, never into a look-up string.
        column = f"own_{number}"
        try:
            condition = _condition(column, fields[key], end, values)
        except KeyError:
            wrong[f"{_CUSTOM}{name}"] = "There is no such field."
        except ValueError as error:
            wrong[f"{_CUSTOM}{name}"] = str(error)
        else:
            deals = deals.alias(**{column: KeyTransform(key, "custom")}).filter(condition)
    if wrong:
        raise Invalid("Some filters are wrong.", fields=wrong)
    return deals


def _split(name: str, fields: Mapping[str, CustomField]) -> tuple[str, str]:
    """Return (key, "" or "min" or "max"); a key that itself ends in _min is looked for first."""
    key, _, end = name.rpartition("_")
    if name not in fields and end in {"min", "max"}:
        return key, end
    return name, ""


def _condition(column: str, field: CustomField, end: str, values: Sequence[str]) -> Q:
    if len(values) > _MOST_KEYS:
        raise ValueError(f"At most {_MOST_KEYS} values.")
    if end and field.kind not in {"number", "date"}:
        raise ValueError("Only numbers and dates have a range.")
    if end:
        look_up = "gte" if end == "min" else "lte"
        return Q((f"{column}__{look_up}", _read(field, values[-1])))
    if field.kind == "text":
        # A pattern, because SQLite's LIKE folds the case of Latin letters only.
        words = [clean(value, limit=_LONGEST_TEXT) for value in values]
        return _any(Q((f"{column}__iregex", re.escape(word))) for word in words)
    return _any(Q((column, _read(field, value))) for value in values)


def _any(conditions: Iterable[Q]) -> Q:
    wanted = Q(pk=None)
    for condition in conditions:
        wanted |= condition
    return wanted


def _read(field: CustomField, written: str) -> Any:
    if field.kind != "number":
        return read_value(field, written)
    try:
        number = float(written)
    except ValueError:
        raise ValueError("A number is expected.") from None
    return read_value(field, number)
