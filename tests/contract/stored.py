"""Seeing whether a request changed what is stored: by what it wrote, then by comparing those tables."""

import hashlib
import re
from collections.abc import Callable
from types import TracebackType
from typing import Any

from django.db import connection

_WRITE = re.compile(r'\s*(?:insert(?: or \w+)? into|update|delete from)\s+"?(\w+)"?', re.IGNORECASE)
# The security log: counters of tries, and (below) the facts about refused sign-ins.
_LOG = {"accounts_attempts"}


class Watch:
    """Remembers every table written inside the block and what it held just before the first write."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}

    def __enter__(self) -> "Watch":
        self._wrapper = connection.execute_wrapper(self._note)
        self._wrapper.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._wrapper.__exit__(kind, error, trace)

    def changed(self) -> list[str]:
        """Return the tables that hold something else now."""
        return sorted(t for t, before in self._before.items() if _contents(t) != before)

    def _note(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        found = _WRITE.match(sql)
        if found and found[1] not in self._before and found[1] not in _LOG:
            self._before[found[1]] = _contents(found[1])
        return execute(sql, params, many, context)


def _contents(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {connection.ops.quote_name(table)}")  # noqa: S608 - our own
        rows = sorted(repr(row) for row in cursor.fetchall() if "session.refused" not in row)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
