"""Readers see every committed fact once, in one order, and know where they stopped."""

import pytest
from django.db import connection, transaction

from pritok.journal import reading
from pritok.journal.models import Fact
from tests.journal.writing import note, running

pytestmark = pytest.mark.django_db
ON_POSTGRES = pytest.mark.skipif(
    "connection.vendor != 'postgresql'",
    reason="SQLite has one writer: a number is never handed out before an earlier commit",
)


def test_facts_come_in_order_and_in_bites() -> None:
    ids = [note(number=n) for n in range(7)]

    first = reading.read(after=0, limit=3)
    rest = reading.read(after=first[-1].position)

    assert [fact.id for fact in [*first, *rest]] == ids
    assert reading.head() == rest[-1].position
    assert [fact.id for fact in reading.read_all(batch=2)] == ids
    assert reading.read(after=reading.head()) == []


def test_a_reader_may_ask_for_some_kinds_only() -> None:
    note()

    assert reading.read(after=0, kinds=["deal.won"]) == []
    assert len(reading.read(after=0, kinds=["test.noted"])) == 1


def test_the_newest_come_first_when_history_is_shown() -> None:
    ids = [note(number=n) for n in range(3)]

    newest = reading.newest(limit=2)

    assert [fact.id for fact in newest] == ids[:0:-1]
    assert [fact.id for fact in reading.newest(before=newest[-1].position)] == ids[:1]


def test_a_durable_reader_knows_where_it_stopped() -> None:
    assert reading.cursor_of("somebody") == 0

    reading.advance("somebody", 41)
    reading.advance("somebody", 42)

    assert reading.cursor_of("somebody") == 42
    assert reading.cursor_of("somebody else") == 0


@pytest.mark.django_db(transaction=True)
def test_a_reader_whose_effect_fails_has_not_moved() -> None:
    reading.advance("somebody", 1)

    with transaction.atomic():
        reading.advance("somebody", 2)
        transaction.set_rollback(True)

    assert reading.cursor_of("somebody") == 1


@ON_POSTGRES
@pytest.mark.django_db(transaction=True)
def test_a_slow_transaction_is_not_stepped_over_but_a_naive_reader_steps_over_it() -> None:
    naive = Fact.objects.order_by("seq")

    with transaction.atomic():
        slow = note(number=1)  # takes its number first and commits last
        with running(lambda: _commit_one(number=2)):
            pass
        naive_cursor = _seen_elsewhere(lambda: [fact.seq for fact in naive])[-1]
        early = _seen_elsewhere(lambda: [fact.position for fact in reading.read(after=0)])

    assert len(early) == 1
    assert [fact.id for fact in reading.read(after=early[-1])] == [slow]
    assert list(naive.filter(seq__gt=naive_cursor)) == []


@pytest.mark.django_db(transaction=True)
def test_an_open_transaction_is_not_seen() -> None:
    with transaction.atomic():
        note()
        seen = _seen_elsewhere(lambda: [fact.position for fact in reading.read(after=0)])

    assert seen == []
    assert len(reading.read(after=0)) == 1


def _commit_one(number: int) -> None:
    with transaction.atomic():
        note(number=number)


def _seen_elsewhere(look: object) -> list[int]:
    """Return what another connection sees now."""
    seen: list[int] = []
    with running(lambda: seen.extend(look())):  # type: ignore[operator]
        pass
    return seen


def test_this_test_setup_has_the_engine_it_says() -> None:
    assert connection.vendor in {"sqlite", "postgresql"}
