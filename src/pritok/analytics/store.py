"""One DuckDB database with the mirror's tables: opening it safely, writing rows, remembering how far it is."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import numpy as np

from pritok.analytics.columns import Arrays, Tables, columns_of
from pritok.analytics.rows import SCHEMA_VERSION, TABLES, Rows, inherited, own_rows
from pritok.analytics.stages import Stage
from pritok.kit.working_time import WorkingIndex

THREADS = max(1, min(8, os.cpu_count() or 1))
MEMORY_LIMIT = "2GB"
IN_MEMORY = Path(":memory:")
_FEW = 3
_KEPT_STATEMENTS = 200

# The last statement locks all others: nothing that comes later, ours or foreign, can open a file or the network.
_SAFE = (
    "set allow_community_extensions = false",
    "set enable_progress_bar = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)


class Mark(msgspec.Struct, frozen=True):
    """What the rows were folded from. `fact` is the id of the fact at `position`: another database has another."""

    position: int
    fact: str
    stages: list[Stage]
    calendar: str
    built_at: int
    version: int = SCHEMA_VERSION


class Unusable(Exception):
    """The file is no mirror this version can go on with; it is to be rebuilt."""


class Store:
    """An open database. One thread writes at a time; readers use `cursor()`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._con = _connect(path)
        self._insertions: dict[tuple[str, int], duckdb.Statement] = {}
        try:
            for table, columns in TABLES.items():
                fields = ", ".join(f"{name} {sql_type}" for name, sql_type in columns.items())
                self._con.execute(f"create table if not exists {table} ({fields})")
            self._con.execute("create table if not exists mark (data varchar)")
            self._con.execute(
                "create table if not exists working_time (begins bigint, shift bigint, most bigint)"
            )
        except duckdb.Error as error:
            self._con.close()
            raise Unusable(str(error)) from error

    def cursor(self) -> duckdb.DuckDBPyConnection:
        return self._con.cursor()

    def mark(self, cursor: duckdb.DuckDBPyConnection | None = None) -> Mark:
        """Return how far the rows `cursor` sees are; Unusable when they are another version's or unfinished."""
        try:
            row = (cursor or self._con).execute("select data from mark").fetchone()
            mark = msgspec.json.decode(row[0], type=Mark) if row else None
        except (duckdb.Error, msgspec.DecodeError) as error:
            raise Unusable(str(error)) from error
        if mark is None or mark.version != SCHEMA_VERSION:
            raise Unusable("the mirror is unfinished or of another version")
        return mark

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: rows and mark change together or not at all."""
        self._con.execute("begin")
        try:
            yield
        except BaseException:
            self._con.execute("rollback")
            raise
        self._con.execute("commit")

    def clear(self) -> None:
        """Empty the tables; without a mark the file is unfinished until one is written."""
        with self.writing():
            for table in (*TABLES, "mark", "working_time"):
                self._con.execute(f"delete from {table}")

    def append(self, tables: Tables) -> None:
        """Add rows of deals that are not in the tables yet (see `columns.columns_of`)."""
        for table, arrays in tables.items():
            self._insert(table, arrays)

    def put(self, folded: Sequence[Rows]) -> None:
        """Add rows of deals like `append`; for a few of them bound values take half the time of columns."""
        if len(folded) > _FEW:
            self.append(columns_of(folded))
            return
        for rows in folded:
            for table, own in own_rows(rows).items():
                if own:
                    self._insert_values(table, own, inherited(table, rows.deal))

    def forget(self, deals: Sequence[str]) -> None:
        """Remove all rows of these deals (ids as hex)."""
        for table in TABLES:
            if len(deals) == 1:  # a constant lets DuckDB skip every block that cannot hold it
                self._con.execute(f"delete from {table} where deal = $1::uuid", [deals[0]])
            else:
                self._con.execute(
                    f"delete from {table} where deal in (select unnest($1::varchar[])::uuid)",
                    [list(deals)],
                )

    def write_mark(self, mark: Mark) -> None:
        self._con.execute("delete from mark")
        self._con.execute("insert into mark values ($1)", [msgspec.json.encode(mark).decode()])

    def write_working_time(self, index: WorkingIndex) -> None:
        """Keep `index.lines()` of the mark's calendar for queries (see `reports.working_sql`)."""
        lines = np.array(index.lines(), dtype=np.int64).reshape(-1, 3).T
        self._con.execute("delete from working_time")
        self._con.register("incoming", dict(zip(("begins", "shift", "most"), lines, strict=True)))
        try:
            self._con.execute("insert into working_time select begins, shift, most from incoming")
        finally:
            self._con.unregister("incoming")

    def settle(self) -> None:
        """Write everything into the file itself, so that the next start has nothing to replay."""
        self._con.execute("checkpoint")

    def close(self) -> None:
        self._con.close()

    def _insert_values(
        self, table: str, rows: Sequence[tuple[Any, ...]], same: tuple[Any, ...]
    ) -> None:
        """Insert rows of one deal; `same` are the values of the inherited columns."""
        values = [value for row in rows for value in (*row, *same)]
        self._con.execute(self._insertion(table, len(rows)), values)

    def _insertion(self, table: str, count: int) -> duckdb.Statement:
        """Return the statement for so many rows. Reading its hundreds of marks is a third of the work."""
        known = self._insertions.get((table, count))
        if known is None:
            row = f"({', '.join('?' * len(TABLES[table]))})"
            sql = f"insert into {table} values {', '.join([row] * count)}"
            (known,) = self._con.extract_statements(sql)
            if len(self._insertions) > _KEPT_STATEMENTS:
                self._insertions.clear()
            self._insertions[table, count] = known
        return known

    def _insert(self, table: str, arrays: Arrays) -> None:
        values = ", ".join(f"{name}::{sql_type}" for name, sql_type in TABLES[table].items())
        self._con.register("incoming", arrays)
        try:
            self._con.execute(f"insert into {table} select {values} from incoming")
        finally:
            self._con.unregister("incoming")


def remove(path: Path) -> None:
    """Delete a database file and what belongs to it."""
    for file in (path, path.with_name(f"{path.name}.wal")):
        file.unlink(missing_ok=True)


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    config: dict[str, Any] = {
        "threads": THREADS,
        "memory_limit": MEMORY_LIMIT,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    try:
        con = duckdb.connect(path, config=config)
    except duckdb.Error as error:
        raise Unusable(str(error)) from error
    if path != IN_MEMORY:
        spill = f"{path}.tmp".replace("'", "''")
        con.execute(f"set temp_directory = '{spill}'")
    for statement in _SAFE:
        con.execute(statement)
    return con
