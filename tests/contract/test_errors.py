"""One error body everywhere: for what no route handles, for what no route can read, for what is too large."""

import re
from typing import Any

import pytest

from pritok.api.root import api
from tests.api_client import Answer, signed_in
from tests.contract import routes
from tests.factories import Cast

pytestmark = pytest.mark.django_db
# Health is asked by balancers that add what they like; the stream is a plain view.
FOR_MACHINES = {("GET", f"{routes.API}/health"), ("GET", f"{routes.API}/live")}
NO_JSON = [b"{", b'{"a": NaN}', b'"\xff"', b'{"a": "\\ud800"}', b"[" * 100_000, b"\x00"]
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
SOMEWHERE = "0192f0c4-0000-7000-8000-000000000001"
PATHS = sorted({path for _, path in routes.api_routes()})
MISSING = [(m, path) for path in PATHS for m in METHODS if (m, path) not in routes.api_routes()]


def with_bodies() -> list[tuple[str, str]]:
    paths: dict[str, Any] = api.get_openapi_schema()["paths"]
    return [
        (method.upper(), path)
        for path, operations in sorted(paths.items())
        for method, operation in operations.items()
        if "requestBody" in operation
    ]


def filled(path: str) -> str:
    return re.sub(r"{\w*pipeline\w*}|{(?:\w+_)?id}|{\w+}", _some_key, path)


def _some_key(found: re.Match[str]) -> str:
    records = ("deal", "contact", "company", "request", "other", "task", "offer")
    return SOMEWHERE if any(word in found[0] for word in records) else "1"


def assert_error(answer: Answer, status: int, code: str) -> None:
    assert (answer.status, answer.json["code"]) == (status, code)
    assert set(answer.json) == {"code", "message", "fields", "request_id"}
    assert answer.json["request_id"] == answer.response["X-Request-ID"]


def test_a_method_nobody_declared_is_refused(cast: Cast, subtests: pytest.Subtests) -> None:
    client = signed_in(cast.ada)

    for method, path in MISSING:
        with subtests.test(f"{method} {path}"):
            assert_error(client.call(method, filled(path)), 405, "method_not_allowed")


def test_a_body_that_is_no_json_is_refused(cast: Cast, subtests: pytest.Subtests) -> None:
    client = signed_in(cast.ada)

    for method, path in with_bodies():
        for raw in NO_JSON:
            with subtests.test(f"{method} {path} {raw[:20]!r}"):
                assert_error(client.call(method, filled(path), raw=raw), 400, "bad_json")


def test_a_body_of_five_megabytes_is_refused(cast: Cast, subtests: pytest.Subtests) -> None:
    client, raw = signed_in(cast.ada), b'"' + b"a" * 5_000_000 + b'"'

    for method, path in with_bodies():
        with subtests.test(f"{method} {path}"):
            assert_error(client.call(method, filled(path), raw=raw), 413, "too_large")


def test_a_field_nobody_declared_is_refused(cast: Cast, subtests: pytest.Subtests) -> None:
    client = signed_in(cast.ada)

    for method, path in with_bodies():
        with subtests.test(f"{method} {path}"):
            answer = client.call(method, filled(path), {"is_superuser": True})
            assert answer.status == 422
            assert "is_superuser" in answer.fields


def test_a_parameter_nobody_declared_is_refused(cast: Cast, subtests: pytest.Subtests) -> None:
    client = signed_in(cast.ada)

    for method, path in sorted(routes.api_routes() - FOR_MACHINES):
        with subtests.test(f"{method} {path}"):
            answer = client.call(method, filled(path), query={"__proto__": "1"})
            assert_error(answer, 422, "invalid")
            assert list(answer.fields) == ["__proto__"]
