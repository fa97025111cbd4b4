"""Rows by the ten thousand into one table, past the ORM's cost per row; for imports and generated companies."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import Model

Row = Sequence[Any]
Converters = list[tuple[int, Callable[[Any], Any]]]


@dataclass(frozen=True)
class Prepared:
    """Rows as the engine takes them, and the statement for them. Plain values: another process may make it."""

    statement: str
    rows: list[Row]


def insert_rows(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert `rows`, whose values stand in the order of the field `names`; every other column needs a default
    in the database or is a generated key. Constraints and triggers of the database work as always.
    """
    insert_prepared(prepare_rows(model, names, rows))


def prepare_rows(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> Prepared:
    """Do the part of `insert_rows` that needs no connection, which is most of its work."""
    statement, converters = _plan(model, tuple(names))
    return Prepared(statement, _converted(rows, converters))


def prepare_instances(model: type[Model], instances: Iterable[Model]) -> Prepared:
    """Do the same for instances of the ORM that have their keys already; their columns all are written."""
    fields = model._meta.concrete_fields
    rows = ([getattr(instance, field.attname) for field in fields] for instance in instances)
    return prepare_rows(model, [field.name for field in fields], rows)


def joined(parts: Iterable[Prepared]) -> list[Prepared]:
    """Return the parts with those for one table put together, in the order of each table's last part."""
    rows: dict[str, list[Row]] = {}
    for part in parts:
        before = rows.pop(part.statement, [])
        rows[part.statement] = [*before, *part.rows]
    return [Prepared(statement, some) for statement, some in rows.items()]


@cache
def _plan(model: type[Model], names: tuple[str, ...]) -> tuple[str, Converters]:
    by_name = {field.name: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    # Only quoted names of our own tables and columns are written into a statement; values are bound.
    if connection.vendor == "postgresql":
        return f"copy {table} ({columns}) from stdin", [(p, _json) for p in _json_places(fields)]
    marks = ", ".join(["%s"] * len(fields))
    insert = f"insert into {table} ({columns}) values ({marks})"  # noqa: S608
    return insert, _sqlite_converters(fields)


def insert_prepared(prepared: Prepared) -> None:
    """Insert rows that were prepared for this database's engine."""
    if not prepared.rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(prepared.statement, prepared.rows)
            return
        # One COPY is one statement: the journal's trigger fires once for all of it, not once for each row.
        with connection.wrap_database_errors, cursor.copy(prepared.statement) as copy:
            for row in prepared.rows:
                copy.write_row(row)


def _converted(rows: Iterable[Row], converters: Converters) -> list[Row]:
    done: list[Row] = []
    for row in rows:
        values = list(row)
        for place, convert in converters:
            if values[place] is not None:
                values[place] = convert(values[place])
        done.append(values)
    return done


def _json_places(fields: Sequence[Any]) -> list[int]:
    return [place for place, field in enumerate(fields) if isinstance(field, models.JSONField)]


def _sqlite_converters(fields: Sequence[Any]) -> Converters:
    """The few kinds of value that SQLite keeps in Django's own written form."""
    found: Converters = []
    for place, field in enumerate(fields):
        stored = field.target_field if isinstance(field, models.ForeignKey) else field
        if isinstance(stored, models.UUIDField):
            found.append((place, _hex))
        elif isinstance(stored, models.DateTimeField):
            found.append((place, _utc_text))
        elif isinstance(stored, models.JSONField):
            found.append((place, _json))
        elif isinstance(stored, models.DecimalField):
            found.append((place, str))
        elif isinstance(stored, models.GenericIPAddressField):
            found.append((place, stored.get_prep_value))
    return found


def _hex(value: Any) -> str:
    return str(value.hex)


def _utc_text(value: datetime) -> str:
    if value.tzinfo is not UTC:
        value = value.astimezone(UTC)
    # All but the "+00:00": a copy without a zone would cost as much as the text.
    return str(value)[:-6]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
