"""Group commit: answers only after the commit, one bad request alone is refused, a full queue says so."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import OperationalError, connection

from pritok.intake import writer as writing
from pritok.intake.models import Request
from pritok.intake.writer import Writer
from pritok.journal.models import ReaderCursor
from pritok.kit import clock
from pritok.kit.errors import Conflict, Unavailable

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Row:
    """A job that writes one small row."""

    name: str
    before: Callable[[], None] = lambda: None

    def run(self, _shared: object) -> str:
        self.before()
        ReaderCursor.objects.create(name=self.name, updated_at=clock.now())
        return self.name


@contextmanager
def running(prepare: Callable[[Sequence[object]], None] = lambda _jobs: None) -> Iterator[Writer]:
    writer = Writer(prepare)
    writer.start()
    try:
        yield writer
    finally:
        writer.stop()


def wait_for(gate: threading.Event) -> None:
    gate.wait(10)


def written() -> set[str]:
    return set(ReaderCursor.objects.values_list("name", flat=True))


def in_threads(*calls: Callable[[], object]) -> list[object]:
    answers: list[object] = [None] * len(calls)

    def one(place: int) -> None:
        try:
            answers[place] = calls[place]()
        except Exception as failure:  # noqa: BLE001 - the test looks at it
            answers[place] = failure
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def test_many_senders_share_transactions_and_each_gets_its_own_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A slow machine must not cut a transaction short: what is left of it would be prepared twice.
    monkeypatch.setattr(writing, "BATCH_S", 60)
    batches: list[int] = []

    with running(lambda jobs: batches.append(len(jobs))) as writer:
        jobs = [Row(f"r{n}") for n in range(40)]
        answers = in_threads(*[lambda job=job: writer.submit(job) for job in jobs])

    assert answers == [f"r{n}" for n in range(40)]
    assert written() == {f"r{n}" for n in range(40)}
    assert sum(batches) == 40
    assert len(batches) < 40


def test_a_refused_request_leaves_its_neighbours_and_no_trace() -> None:
    def refuse() -> None:
        ReaderCursor.objects.create(name="half", updated_at=clock.now())
        raise Conflict("no")

    with running() as writer:
        answers = in_threads(
            lambda: writer.submit(Row("good")),
            lambda: writer.submit(Row("bad", before=refuse)),
        )

    assert answers[0] == "good"
    assert isinstance(answers[1], Conflict)
    assert written() == {"good"}


def test_a_transaction_that_breaks_is_written_again_one_by_one() -> None:
    tries: list[int] = []

    def break_first(_jobs: Sequence[object]) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError("deadlock detected")

    with running(break_first) as writer:
        assert writer.submit(Row("kept")) == "kept"

    assert written() == {"kept"}
    assert len(tries) == 2


def test_a_database_that_stays_away_is_503_and_nothing_is_written() -> None:
    def always_break(_jobs: Sequence[object]) -> None:
        raise OperationalError("gone")

    with running(always_break) as writer, pytest.raises(Unavailable) as refused:
        writer.submit(Row("lost"))

    assert refused.value.retry_after_s
    assert written() == set()


def test_a_full_queue_is_503_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "QUEUE_LENGTH", 1)
    gate = threading.Event()

    with running() as writer:
        slow = Row("slow", before=lambda: wait_for(gate))
        first = threading.Thread(target=lambda: writer.submit(slow))
        first.start()
        time.sleep(0.2)
        second = threading.Thread(target=lambda: writer.submit(Row("second")))
        second.start()
        time.sleep(0.2)
        with pytest.raises(Unavailable):
            writer.submit(Row("third"))
        gate.set()
        first.join(10)
        second.join(10)

    assert written() == {"slow", "second"}


def test_who_waits_too_long_is_told_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PATIENCE_S", 0.2)
    gate = threading.Event()

    with running() as writer:
        with pytest.raises(Unavailable):
            writer.submit(Row("late", before=lambda: wait_for(gate)))
        gate.set()


def test_a_stopped_writer_finishes_its_queue_and_takes_nothing_more() -> None:
    with running() as writer:
        writer.submit(Row("before"))
    with pytest.raises(Unavailable):
        writer.submit(Row("after"))

    assert written() == {"before"}
    assert Request.objects.count() == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has one writer for all")
def test_a_database_locked_by_somebody_else_is_503_while_the_sender_waits_and_fine_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing, "_LOCK_WAIT_MS", 200)
    blocker = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)

    with running() as writer:
        blocker.execute("begin immediate")
        with pytest.raises(Unavailable) as refused:
            writer.submit(Row("blocked"))
        blocker.execute("rollback")
        blocker.close()
        assert writer.submit(Row("free")) == "free"

    assert refused.value.retry_after_s == 5
    assert written() == {"free"}
