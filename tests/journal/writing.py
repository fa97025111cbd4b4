"""Small means for tests of the journal: a payload of its own, an author, threads with connections."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from pritok.journal.authors import SystemAuthor
from pritok.journal.payloads import Payload
from pritok.journal.recording import EVERYONE, record

AUTHOR = SystemAuthor("test")


class Noted(Payload, frozen=True):
    kind = "test.noted"
    writer: int = 0
    number: int = 0


def note(writer: int = 0, number: int = 0) -> UUID:
    """Record one fact in the open transaction."""
    return record(AUTHOR, Noted(writer, number), subject="test:1", audience=EVERYONE)


class Worker(threading.Thread):
    """A thread that closes its database connection and keeps its exception for `finish`."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._failure: BaseException | None = None

    def run(self) -> None:
        try:
            self._work()
        except BaseException as failure:  # noqa: BLE001 - raised again by `finish`
            self._failure = failure
        finally:
            connection.close()

    def finish(self, timeout_s: float = 60) -> None:
        self.join(timeout_s)
        if self.is_alive():
            raise TimeoutError("a worker of the test is still busy")
        if self._failure:
            raise self._failure


@contextmanager
def running(*work: Callable[[], None]) -> Iterator[list[Worker]]:
    """Run each piece of work in a thread of its own; leaving the block waits and re-raises failures."""
    workers = [Worker(piece) for piece in work]
    for worker in workers:
        worker.start()
    yield workers
    for worker in workers:
        worker.finish()
