"""Group commit: requests of one process queue up for one thread, which writes them in shared transactions.

Every web thread committing by itself makes SQLite's writers starve each other (see decision 0004), and makes any
database pay a disk flush per request. Here whoever waits longest shares the next flush, and gets the answer only
after it. The queue is short: a request that would wait too long is refused with 503 while it is still the
sender's, instead of being taken and lost.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any, Generic, Protocol, TypeVar, cast

from django.db import DatabaseError, connection, transaction

from pritok.kit import turns
from pritok.kit.errors import Refusal, Unavailable

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
_log = logging.getLogger("pritok.intake")

# Fewer than the web threads (`config/handling.py`): the rest must be free to say that there is no room.
QUEUE_LENGTH = 128
# A batch ends after this many requests or this much time, so that its first one does not wait for its last.
BATCH_LENGTH = 64
BATCH_S = 0.1
# A sender waits this long for the commit; after that the answer is "try again", with the same key.
PATIENCE_S = 15.0
_LOCK_WAIT_MS = 5_000
_RESCUE_S = 3.0
_STOP = object()


class Job(Protocol[T_co]):
    """One request to write."""

    def run(self, shared: Any) -> T_co:
        """Write inside a savepoint and return the answer; a Refusal undoes this job only."""
        ...


# Called first in each transaction with all its jobs; what it returns, every job of the transaction gets.
Prepare = Callable[[Sequence[Any]], Any]
# Writes all jobs of a transaction at once and returns their answers, a Refusal for those to be refused. Whatever it
# raises, its work is undone and each job is run by itself.
Together = Callable[[Sequence[Any], Any], Sequence[Any]]


class _Waiting(Generic[T]):
    def __init__(self, job: Job[T]) -> None:
        self.job = job
        self.future: Future[T] = Future()


class Writer:
    """The one writing thread of a process."""

    def __init__(self, prepare: Prepare, together: Together | None = None) -> None:
        self._prepare = prepare
        self._together = together
        self._queue: queue.Queue[Any] = queue.Queue(QUEUE_LENGTH)
        self._thread = threading.Thread(target=self._work, name="intake-writer", daemon=True)
        self._is_closed = False

    def start(self) -> None:
        self._thread.start()

    def stop(self, *, timeout_s: float = 20) -> None:
        """Refuse new requests, write those in the queue, and end."""
        self._is_closed = True
        self._queue.put(_STOP)
        self._thread.join(timeout_s)

    def submit(self, job: Job[T]) -> T:
        """Wait until `job` is committed and return its answer; Unavailable when that cannot be promised."""
        waiting = _Waiting(job)
        _lend_connection()
        if self._is_closed or not self._thread.is_alive():
            raise busy(retry_after_s=5)
        try:
            self._queue.put_nowait(waiting)
        except queue.Full:
            raise busy(retry_after_s=2) from None
        try:
            return waiting.future.result(PATIENCE_S)
        except FutureTimeout:
            # Not started yet: it never will be. Started: the same key finds out what became of it.
            waiting.future.cancel()
            raise busy(retry_after_s=5) from None

    def _work(self) -> None:
        try:
            while (first := self._queue.get()) is not _STOP:
                self._write(self._with_those_behind(first))
        finally:
            _refuse(self._late_comers(), busy(retry_after_s=5))
            connection.close()

    def _with_those_behind(self, first: _Waiting[Any]) -> list[_Waiting[Any]]:
        batch = [first]
        while len(batch) < BATCH_LENGTH:
            try:
                following = self._queue.get_nowait()
            except queue.Empty:
                break
            if following is _STOP:
                # Back into the queue for the loop: this batch still has to be written.
                self._queue.put(_STOP)
                break
            batch.append(following)
        return [waiting for waiting in batch if waiting.future.set_running_or_notify_cancel()]

    def _late_comers(self) -> list[_Waiting[Any]]:
        """Return who got into the queue between the closing of the door and the end."""
        late = []
        while not self._queue.empty():
            late.append(self._queue.get_nowait())
        return late

    def _write(self, batch: list[_Waiting[Any]]) -> None:
        while batch:
            try:
                written = self._commit(batch)
            except DatabaseError:
                _log.warning("a batch of %d requests was rolled back", len(batch), exc_info=True)
                connection.close()
                self._write_one_by_one(batch)
                return
            except Exception as failure:  # noqa: BLE001 - the thread must outlive any batch
                _log.exception("a batch of %d requests failed", len(batch))
                _refuse(batch, failure)
                return
            batch = batch[written:]

    def _write_one_by_one(self, batch: list[_Waiting[Any]]) -> None:
        """One request may have spoilt the transaction for all; a dead database spoils each quickly."""
        give_up_at = time.monotonic() + _RESCUE_S
        for waiting in batch:
            if time.monotonic() > give_up_at:
                _refuse([waiting], busy(retry_after_s=5))
                continue
            try:
                self._commit([waiting])
            except Exception as failure:  # noqa: BLE001 - the thread must outlive any request
                _log.exception("a request could not be written")
                connection.close()
                _refuse([waiting], failure)

    def _commit(self, batch: list[_Waiting[Any]]) -> int:
        """Write as much of `batch` as fits the time, answer those, and return how many they were."""
        _shorten_lock_wait()
        with turns.where_needed(turns.first), transaction.atomic():
            jobs = [waiting.job for waiting in batch]
            answers = answers_of(jobs, self._prepare(jobs), self._together)
        _deliver(list(zip([waiting.future for waiting in batch], answers, strict=False)))
        return len(answers)


_current: Writer | None = None


def install(writer: Writer | None) -> None:
    """Make `writer` the one of this process (None: requests are written where they arrive)."""
    global _current
    _current = writer


def write(job: Job[T], *, prepare: Prepare, together: Together | None = None) -> T:
    """Write through the writer of this process, or right here when there is none (commands, tests)."""
    if _current is not None:
        return _current.submit(job)
    with transaction.atomic():
        [answer] = answers_of([job], prepare([job]), together)
    if isinstance(answer, Refusal):
        raise answer
    return cast("T", answer)


def _lend_connection() -> None:
    """Who waits for the commit holds no connection of the pool: others, and the writer, need it meanwhile."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        connection.close()


def _shorten_lock_wait() -> None:
    """A locked SQLite must turn into 503 while senders still wait; other writers may wait longer."""
    if connection.vendor == "sqlite" and connection.connection is None:
        with connection.cursor() as cursor:
            cursor.execute(f"pragma busy_timeout = {_LOCK_WAIT_MS}")


def answers_of(jobs: Sequence[Job[Any]], shared: Any, together: Together | None) -> Sequence[Any]:
    """Write the jobs and return their answers; at least the first ones, when each has to be written by itself."""
    if together is not None:
        try:
            with transaction.atomic():
                return together(jobs, shared)
        except Exception:  # noqa: BLE001 - one of them spoils it for all; alone, the others are written
            _log.warning("%d requests could not be written at once", len(jobs), exc_info=True)
    answers: list[Any] = []
    deadline = time.monotonic() + BATCH_S
    for job in jobs:
        answers.append(_answer(job, shared))
        if time.monotonic() > deadline:
            break
    return answers


def _answer(job: Job[Any], shared: Any) -> Any:
    try:
        with transaction.atomic():
            return job.run(shared)
    except Refusal as refusal:
        return refusal


def _deliver(answers: list[tuple[Future[Any], Any]]) -> None:
    for future, answer in answers:
        try:
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)
        except InvalidStateError:
            _log.warning("a sender left before the answer")


def _refuse(batch: list[_Waiting[Any]], failure: Exception) -> None:
    answer = failure if isinstance(failure, Refusal) else busy(retry_after_s=5)
    _deliver([(waiting.future, answer) for waiting in batch if not waiting.future.done()])


def busy(*, retry_after_s: int) -> Unavailable:
    """Return the refusal of a request that was not taken."""
    message = "The request was not taken. Send it again with the same key."
    return Unavailable(message, code="over_capacity", retry_after_s=retry_after_s)
