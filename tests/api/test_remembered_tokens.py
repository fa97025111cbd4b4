"""A serving process looks tokens up once a second: a revoked one dies within that second."""

import time
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pritok.accounts.models import ApiToken
from pritok.api import auth
from pritok.kit import clock
from tests.api_client import with_token
from tests.factories import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _remembering() -> Iterator[None]:
    make_cast()
    auth.remember_tokens(seconds=1.0)
    yield
    auth.remember_tokens(seconds=0.0)


def test_a_second_request_with_the_token_asks_nothing_about_it() -> None:
    client = with_token("read")
    client.get("/forms")

    with CaptureQueriesContext(connection) as asked:
        assert client.get("/forms").status == 200

    assert not [query for query in asked if "accounts_token" in query["sql"]]


def test_a_revoked_token_is_dead_a_second_later(monkeypatch: pytest.MonkeyPatch) -> None:
    client = with_token("read")
    assert client.get("/forms").status == 200
    ApiToken.objects.update(revoked_at=clock.now())

    later = time.monotonic() + 1.01
    monkeypatch.setattr(time, "monotonic", lambda: later)

    assert client.get("/forms").status == 401


def test_an_unknown_secret_is_never_remembered() -> None:
    client = with_token("read")
    client.headers["Authorization"] = "Bearer ptk_nothing"

    assert client.get("/forms").status == 401
    assert "ptk_nothing" not in str(auth._remembered.known)
