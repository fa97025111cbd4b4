"""The whole API as every kind of caller, with input made from its own description and bent.

Whatever comes in, there is no 5xx, every status is a declared one, every body has its declared shape,
and every refusal has the one error body. The live stream is left out: it never ends.
"""

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api_client import ApiClient, anonymous, signed_in, with_token
from tests.factories import Cast, make_cast

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ERROR_FIELDS = {"code", "message", "fields", "request_id"}
CALLERS: dict[str, Callable[[Cast], ApiClient]] = {
    "anonymous": lambda cast: anonymous(),
    "manager": lambda cast: signed_in(cast.alice),
    "lead": lambda cast: signed_in(cast.carol),
    "head": lambda cast: signed_in(cast.henry),
    "admin": lambda cast: signed_in(cast.ada),
    "intake token": lambda cast: with_token("intake"),
    "read token": lambda cast: with_token("read"),
    "write token": lambda cast: with_token("write"),
}

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application()).exclude(
    path="/api/v1/live"
)


# Committed, not rolled back: the request and its writer threads have connections of their own.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("caller", CALLERS)
@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_any_caller_gets_a_declared_answer(case: Case[Any], caller: str, world: Cast) -> None:
    client = CALLERS[caller](world)
    cookies = {name: morsel.value for name, morsel in client.django.cookies.items()}

    response = case.call(headers=client.headers, cookies=cookies)

    case.validate_response(response, checks=CHECKS)
    if response.status_code >= 400:
        assert set(response.json()) >= ERROR_FIELDS


@pytest.fixture
def world(transactional_db: None) -> Cast:
    return make_cast()
