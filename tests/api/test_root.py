"""The core of the API: ids, one error body, and what never reaches a route."""

import pytest

from tests.api_client import anonymous, signed_in
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def test_health_says_the_journal_position_to_anybody() -> None:
    answer = anonymous().get("/health")

    assert answer.status == 200
    assert answer.json["status"] == "ok"
    assert answer.json["position"] >= 0


def test_an_unknown_address_gets_the_one_error_body() -> None:
    answer = anonymous().get("/nothing/here")

    assert (answer.status, answer.code) == (404, "not_found")
    assert answer.json["request_id"] == answer.response["X-Request-ID"]


def test_a_wrong_method_gets_the_one_error_body_and_the_right_methods() -> None:
    answer = anonymous().put("/health")

    assert (answer.status, answer.code) == (405, "method_not_allowed")
    assert "GET" in answer.response["Allow"]


def test_a_nul_in_the_address_is_refused(cast: Cast) -> None:
    answer = signed_in(cast.alice).get("/health", {"q": "a\x00b"})

    assert answer.status == 400


def test_a_request_id_of_the_caller_is_kept_when_it_is_harmless() -> None:
    good = anonymous().get("/health", X_Request_ID="trace-12345678")
    bad = anonymous().get("/health", X_Request_ID='"><script>')

    assert good.response["X-Request-ID"] == "trace-12345678"
    assert bad.response["X-Request-ID"] != '"><script>'
