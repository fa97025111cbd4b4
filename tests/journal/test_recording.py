"""Facts are written with their change or not at all, and never changed afterwards."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from pritok.journal import payloads, reading, waking
from pritok.journal.models import Fact
from pritok.journal.payloads import Payload
from pritok.journal.recording import EVERYONE, Draft, record_many, users
from pritok.kit import clock
from tests.journal.writing import AUTHOR, Noted, note

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact() -> Fact:
    with transaction.atomic():
        note()
    return Fact.objects.get()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        note()

    assert Fact.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_no_fact_and_wakes_nobody() -> None:
    calls: list[int] = []
    forget = waking.on_commit_call(lambda: calls.append(1))

    with transaction.atomic():
        note()
        transaction.set_rollback(True)
    forget()

    assert Fact.objects.count() == 0
    assert reading.read(after=0) == []
    assert calls == []


@pytest.mark.django_db(transaction=True)
def test_readers_are_woken_once_for_a_transaction_after_its_commit() -> None:
    seen: list[int] = []
    forget = waking.on_commit_call(lambda: seen.append(Fact.objects.count()))

    with transaction.atomic():
        note()
        with transaction.atomic():
            note()
        note()
        assert seen == []
    forget()

    assert seen == [3]


def test_a_fact_says_who_what_when_and_for_whom() -> None:
    at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    with clock.frozen(at):
        note(writer=4, number=7)

    fact = Fact.objects.get()

    assert (fact.kind, fact.version, fact.subject) == ("test.noted", 1, "test:1")
    assert (fact.actor_kind, fact.actor_id) == ("system", "test")
    assert (fact.at, fact.recorded_at, fact.audience) == (at, at, "everyone")
    assert reading.read(after=0)[-1].payload == Noted(writer=4, number=7)


def test_drafts_keep_their_order_whether_few_or_many() -> None:
    few = [Draft(Noted(1, n), "test:1", EVERYONE) for n in range(5)]
    many = [Draft(Noted(2, n), "test:1", EVERYONE) for n in range(500)]

    ids = record_many(AUTHOR, few) + record_many(AUTHOR, many)

    assert list(Fact.objects.order_by("seq").values_list("id", flat=True)) == ids


def test_an_audience_names_each_person_once_and_the_pool() -> None:
    assert users(3, 3) == "user:3"
    assert users(3, None) == "user:3 pool"


@pytest.mark.parametrize(
    "sql",
    [
        "update journal_fact set data = '{}'",
        "update journal_fact set owner_id = 1 where seq < 0 or seq >= 0",
        "delete from journal_fact",
    ],
)
def test_the_database_refuses_to_change_a_fact(fact: Fact, sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert Fact.objects.get().data == fact.data


REPLACE = """insert or replace into journal_fact
(seq, id, at, recorded_at, kind, version, subject, actor_kind, actor_id, audience, data)
values (%s, 'x', 'x', 'x', 'forged', 1, '', '', '', '', '{}')"""


def test_the_database_refuses_to_empty_or_replace_the_journal(fact: Fact) -> None:
    is_postgres = connection.vendor == "postgresql"
    attack = ("truncate journal_fact", []) if is_postgres else (REPLACE, [fact.seq])

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(*attack)

    assert Fact.objects.get().kind == "test.noted"


def test_the_models_cannot_change_a_fact_either(fact: Fact) -> None:
    fact.kind = "forged"

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        fact.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Fact.objects.all().delete()


def test_a_kind_belongs_to_one_payload() -> None:
    with pytest.raises(TypeError, match=r"test\.noted"):
        type("Other", (Payload,), {"kind": "test.noted", "__module__": "elsewhere"}, frozen=True)


def test_a_fact_written_by_a_newer_version_can_still_be_read() -> None:
    read = payloads.decode("test.noted", '{"writer": 2, "added_later": true}')

    assert read == Noted(writer=2)
