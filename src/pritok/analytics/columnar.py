"""Reading Parquet files row by row, in a database of its own that can open this one file and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

_ROWS_AT_ONCE = 5_000


class UnreadableFile(Exception):
    """The file is missing or no Parquet; the message says why."""


def read_parquet(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows as dictionaries of Python values, in the order of the file."""
    full = str(path.resolve())
    con = duckdb.connect(":memory:", config={"memory_limit": "512MB", "threads": 2})
    try:
        _confine(con, full)
        try:
            result = con.execute("select * from read_parquet($1)", [full])
        except duckdb.Error as error:
            raise UnreadableFile(str(error)) from error
        names = [column[0] for column in result.description or ()]
        while rows := _fetch(result):
            for row in rows:
                yield dict(zip(names, row, strict=True))
    finally:
        con.close()


def _fetch(result: duckdb.DuckDBPyConnection) -> list[Any]:
    try:
        return result.fetchmany(_ROWS_AT_ONCE)
    except duckdb.Error as error:
        raise UnreadableFile(str(error)) from error


def _confine(con: duckdb.DuckDBPyConnection, path: str) -> None:
    quoted = path.replace("'", "''")
    for statement in (
        "set enable_progress_bar = false",
        "set autoinstall_known_extensions = false",
        "set autoload_known_extensions = false",
        f"set allowed_paths = ['{quoted}']",
        "set enable_external_access = false",
        "set lock_configuration = true",
    ):
        con.execute(statement)
