"""The promises of `tests/conftest.py`: the engine asked for, a clean start, no network."""

import os
import socket

import pytest
from django.db import connection, transaction

from pritok.journal.models import Fact
from pritok.kit import clock
from pritok.kit.ids import new_id


@pytest.mark.django_db
def test_engine_is_the_one_asked_for() -> None:
    asked = os.environ.get("PRITOK_TEST_DATABASE", "sqlite")

    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[asked]


@pytest.mark.django_db
def test_sqlite_is_a_file_with_a_write_ahead_log() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("this is about SQLite's files; the run on SQLite checks it")
    with connection.cursor() as cursor:
        cursor.execute("pragma journal_mode")

        assert cursor.fetchone() == ("wal",)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", [1, 2])
def test_committed_facts_of_a_test_are_gone_before_the_next(_round: int) -> None:
    assert Fact.objects.count() == 0

    with transaction.atomic():
        write_fact()

    assert Fact.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_protection_is_back_after_a_flush() -> None:
    write_fact()

    with pytest.raises(Exception, match="the journal is append-only"):
        Fact.objects.all().delete()


def test_strangers_are_not_reached() -> None:
    with pytest.raises(RuntimeError, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def write_fact() -> None:
    now = clock.now()
    Fact.objects.create(id=new_id(), at=now, recorded_at=now, version=1)
