"""Triggers that make the journal append-only, whoever writes to the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_ABORT = "begin select raise(abort, 'the journal is append-only'); end"
_SQLITE = {
    "journal_no_update": f"create trigger {{name}} before update on journal_fact {_ABORT}",
    "journal_no_delete": f"create trigger {{name}} before delete on journal_fact {_ABORT}",
    # `insert or replace` removes the old row without asking the delete trigger.
    "journal_no_replace": (
        "create trigger {name} before insert on journal_fact when new.seq is not null "
        f"and exists (select 1 from journal_fact where seq = new.seq) {_ABORT}"
    ),
}

_PG_FUNCTION = """
create or replace function journal_refuse() returns trigger language plpgsql as $$
begin raise exception 'the journal is append-only'; end $$
"""
_PG = {
    "journal_no_change": (
        "create trigger {name} before update or delete on journal_fact "
        "for each row execute function journal_refuse()"
    ),
    "journal_no_truncate": (
        "create trigger {name} before truncate on journal_fact "
        "for each statement execute function journal_refuse()"
    ),
}


def statements(vendor: str) -> list[str]:
    """Return the SQL that installs the protection on `vendor`."""
    if vendor == "postgresql":
        return [_PG_FUNCTION, *(sql.format(name=name) for name, sql in _PG.items())]
    return [sql.format(name=name) for name, sql in _SQLITE.items()]


def removals(vendor: str) -> list[str]:
    """Return the SQL that takes the protection away."""
    if vendor == "postgresql":
        return [f"drop trigger if exists {name} on journal_fact" for name in _PG]
    return [f"drop trigger if exists {name}" for name in _SQLITE]


@contextmanager
def lifted() -> Iterator[None]:
    """Take the protection off for a test's clean-up; the product has no use for this."""
    _run(removals(connection.vendor))
    try:
        yield
    finally:
        _run(statements(connection.vendor))


def _run(sqls: list[str]) -> None:
    with connection.cursor() as cursor:
        for sql in sqls:
            cursor.execute(sql)
