"""A nudge to readers in this process right after a commit; they would also look by themselves."""

import threading
from collections.abc import Callable

from django.db import connection, transaction

_listeners: list[Callable[[], None]] = []
_lock = threading.Lock()


def on_commit_call(listener: Callable[[], None]) -> Callable[[], None]:
    """Call `listener` (quick, thread-safe) after commits that recorded facts; returns the unsubscriber."""
    with _lock:
        _listeners.append(listener)

    def forget() -> None:
        with _lock:
            if listener in _listeners:
                _listeners.remove(listener)

    return forget


def wake_on_commit() -> None:
    """Arrange one wake-up for the current transaction, however many facts it records."""
    # `run_on_commit` holds (savepoints, callback, robust); one entry of ours is enough.
    if not any(entry[1] is _wake for entry in connection.run_on_commit):
        transaction.on_commit(_wake)


def _wake() -> None:
    with _lock:
        listeners = tuple(_listeners)
    for listener in listeners:
        listener()
