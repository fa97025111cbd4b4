"""Rows by the ten thousand into one table, past the ORM's cost per row; for imports and generated companies."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

Row = Sequence[Any]


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert `rows`, whose values stand in the order of the field `names`; every other column needs a default
    in the database or is a generated key. Constraints and triggers of the database work as always.
    """
    by_name = {field.name: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "postgresql":
        _copy(f"copy {table} ({columns}) from stdin", rows, _json_places(fields))
    else:
        marks = ", ".join(["%s"] * len(fields))
        # Only quoted names of our own tables and columns are written into it; values are bound.
        statement = f"insert into {table} ({columns}) values ({marks})"  # noqa: S608
        _insert_many(statement, rows, _sqlite_converters(fields))


def _copy(statement: str, rows: Iterable[Row], json_places: list[int]) -> None:
    # One COPY is one statement: the journal's trigger fires once for all of it, not once for each row.
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            if json_places:
                row = list(row)
                for place in json_places:
                    row[place] = json.dumps(row[place], ensure_ascii=False)
            copy.write_row(row)


def _insert_many(
    statement: str, rows: Iterable[Row], converters: list[tuple[int, Callable[[Any], Any]]]
) -> None:
    def converted() -> Iterable[Row]:
        for row in rows:
            values = list(row)
            for place, convert in converters:
                if values[place] is not None:
                    values[place] = convert(values[place])
            yield values

    with connection.cursor() as cursor:
        cursor.executemany(statement, list(converted()))


def _json_places(fields: Sequence[Any]) -> list[int]:
    return [place for place, field in enumerate(fields) if isinstance(field, models.JSONField)]


def _sqlite_converters(fields: Sequence[Any]) -> list[tuple[int, Callable[[Any], Any]]]:
    """The few kinds of value that SQLite keeps in Django's own written form."""
    found: list[tuple[int, Callable[[Any], Any]]] = []
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
    return found


def _hex(value: Any) -> str:
    return str(value.hex)


def _utc_text(value: datetime) -> str:
    if value.tzinfo is not UTC:
        value = value.astimezone(UTC)
    return str(value.replace(tzinfo=None))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
