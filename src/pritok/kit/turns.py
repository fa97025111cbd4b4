"""Taking turns at writing within one process, so that nobody sleeps through a free moment.

SQLite has one writer; whoever finds it busy sleeps for up to 100 ms and then looks again. Two threads that write
all day, the intake writer and the worker, wait for each other here instead and are woken at once. People's own
writes do not take part: they are few, and the database arbitrates. PostgreSQL lets both write at once, so there
nobody waits.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.db import connection

# Short enough that a burst of requests, however long, does not leave deals without managers for minutes.
_PATIENCE_S = 0.15

_free = threading.Condition()
_is_taken = False
_waiting_first = 0
_overdue = 0


def where_needed(turn: Callable[[], AbstractContextManager[None]]) -> AbstractContextManager[None]:
    """Return `turn()` for a database with one writer, else nothing to wait for."""
    return turn() if connection.vendor == "sqlite" else nullcontext()


@contextmanager
def first() -> Iterator[None]:
    """Take the next turn, before anything in the background that is not overdue."""
    global _waiting_first
    with _free:
        _waiting_first += 1
        _free.wait_for(lambda: not _is_taken and not _overdue)
        _waiting_first -= 1
        _take()
    yield from _hold()


@contextmanager
def background() -> Iterator[None]:
    """Take a turn when nobody is waiting for the next one; after `_PATIENCE_S` the very next one."""
    global _overdue
    with _free:
        if not _free.wait_for(lambda: not _is_taken and not _waiting_first, timeout=_PATIENCE_S):
            # Whoever ends a turn begins the next before we have woken up: they must know that we wait.
            _overdue += 1
            _free.wait_for(lambda: not _is_taken)
            _overdue -= 1
        _take()
    yield from _hold()


def _take() -> None:
    global _is_taken
    _is_taken = True


def _hold() -> Iterator[None]:
    global _is_taken
    try:
        yield
    finally:
        with _free:
            _is_taken = False
            _free.notify_all()
