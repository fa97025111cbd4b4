"""One suite for both engines: PRITOK_TEST_DATABASE=sqlite (the default) or postgres.

The engine has to be chosen before Django reads its settings, so this file does it while it is
imported. A test never reaches the network: only this machine answers.
"""

import atexit
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as property_tests

from pritok.journal import protection

ENGINE = os.environ.get("PRITOK_TEST_DATABASE", "sqlite")
DATA_DIR = Path(tempfile.mkdtemp(prefix="pritok-tests-"))
# How long an example takes says how busy the machine is, not whether the code is right.
property_tests.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_tests.load_profile("ours")
LOOPBACK = ("127.", "::1", "localhost")


def _choose_engine() -> None:
    os.environ["PRITOK_DATA_DIR"] = str(DATA_DIR)
    os.environ["PRITOK_SECRET_KEY"] = "only for tests, never for a company's data"
    os.environ["PRITOK_DATABASE_URL"] = _database_url()
    os.environ["DJANGO_SETTINGS_MODULE"] = "pritok.config.settings"
    os.environ.pop("PRITOK_ANALYTICS_URL", None)
    os.environ.pop("PRITOK_BASE_URL", None)
    atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)


def _database_url() -> str:
    if ENGINE == "sqlite":
        return f"sqlite:///{DATA_DIR / 'pritok.sqlite3'}"
    if ENGINE != "postgres":
        raise pytest.UsageError(f"PRITOK_TEST_DATABASE is sqlite or postgres, not {ENGINE!r}")
    url = os.environ.get("PRITOK_TEST_POSTGRES_URL")
    if not url:
        raise pytest.UsageError(
            "PRITOK_TEST_POSTGRES_URL is not set; "
            "put `.venv/bin/python tools/ensure_postgres.py --` before the command"
        )
    return url


_choose_engine()
django.setup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """On SQLite, test on a file: Django's default in memory has neither WAL nor second writers."""
    if ENGINE == "sqlite":
        connections.databases["default"]["TEST"]["NAME"] = str(DATA_DIR / "test.sqlite3")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real companies' data, which lives beside the repository and not in it."""
    shared = Path(__file__).resolve().parents[2] / "shared"
    if not shared.exists():
        pytest.skip("there is no ../shared: real companies' data are not part of the repository")
    return shared / "data"


@pytest.fixture(scope="session", autouse=True)
def _lift_protection_to_flush() -> Iterator[None]:
    """Tests that commit are followed by a flush, which the journal's triggers rightly refuse."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def flush_unprotected(case: TransactionTestCase) -> None:
        with protection.lifted():
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_unprotected)
        yield


@pytest.fixture(scope="session", autouse=True)
def _only_this_machine() -> Iterator[None]:
    """Refuse every connection and look-up that would leave this machine."""
    connect, lookup = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            _refuse_strangers(address[0])
        connect(self, address)

    def guarded_lookup(host: Any, *args: Any, **options: Any) -> Any:
        _refuse_strangers(host or "localhost")
        return lookup(host, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_lookup)
        yield


def _refuse_strangers(host: str | bytes) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if not name.startswith(LOOPBACK):
        raise RuntimeError(f"a test tried to reach {name}; tests talk to this machine only")


@pytest.fixture
def cast(db: None) -> Any:
    """The company and its people, see tests/factories.py."""
    from tests.factories import make_cast  # import: needs the settings chosen above

    return make_cast()
