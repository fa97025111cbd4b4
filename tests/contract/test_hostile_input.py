"""The whole API as every kind of caller, with input made from its own description and bent.

Whatever comes in, there is no 5xx, every status is a declared one, every body has its declared shape,
and every refusal has the one error body. The live stream is left out: it never ends.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
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

# These meet every route with a case for each edge of each parameter; the others, whom a route treats
# like one of them once they are let in, with fewer.
THOROUGH = ["anonymous", "manager", "admin"]


def load(**phases: dict[str, bool]) -> Any:
    config = SchemathesisConfig.from_dict({"phases": phases})
    application = get_wsgi_application()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)
    return schema.exclude(path="/api/v1/live")


edges = load(coverage={"enabled": True})
samples = load(coverage={"enabled": False})
hurried = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


# Committed, not rolled back: the request and its writer threads have connections of their own.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("caller", THOROUGH)
@edges.parametrize()
@hurried
def test_input_at_the_edges_gets_a_declared_answer(
    case: Case[Any], caller: str, world: Cast
) -> None:
    send(case, caller, world)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("caller", [name for name in CALLERS if name not in THOROUGH])
@samples.parametrize()
@hurried
def test_any_caller_gets_a_declared_answer(case: Case[Any], caller: str, world: Cast) -> None:
    send(case, caller, world)


def send(case: Case[Any], caller: str, world: Cast) -> None:
    client = CALLERS[caller](world)
    cookies = {name: morsel.value for name, morsel in client.django.cookies.items()}

    for aimed in aimed_cases(case, world):
        response = aimed.call(headers=client.headers, cookies=cookies)

        aimed.validate_response(response, checks=CHECKS)
        if response.status_code >= 400:
            assert set(response.json()) >= ERROR_FIELDS


def aimed_cases(case: Case[Any], world: Cast) -> Iterator[Case[Any]]:
    """The case as generated, and once more at records that exist: made-up keys hit nothing."""
    yield case
    known = {"person_id": world.alice.pk, "team_id": world.near.pk}
    found = {name: known[name] for name in case.path_parameters or {} if name in known}
    if found:
        case.path_parameters = {**(case.path_parameters or {}), **found}
        yield case


@pytest.fixture
def world(transactional_db: None) -> Cast:
    return make_cast()
