"""A client of the API for tests: JSON in and out, the real middleware, CSRF checked."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler

from pritok.accounts.models import User
from tests.factories import make_sign_in, make_token

ROOT = "/api/v1"
# Addresses written in full; every other is one of the API.
OUTSIDE = ("/api/", "/f/", "/r/", "/o/", "/app/")
CSRF = "a" * 32


@dataclass
class Answer:
    """What came back; `json` is None where there was no body."""

    response: Any
    status: int
    json: Any

    @property
    def code(self) -> str:
        return str(self.json["code"])

    @property
    def fields(self) -> dict[str, str]:
        return dict(self.json["fields"])


@dataclass
class ApiClient:
    """Speaks to `/api/v1` as one actor. `headers` are sent with every request."""

    django: Client
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, query: dict[str, Any] | None = None, **options: Any) -> Answer:
        return self.call("GET", path, query=query, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.call("POST", path, body, **options)

    def put(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.call("PUT", path, body, **options)

    def patch(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.call("PATCH", path, body, **options)

    def delete(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.call("DELETE", path, body, **options)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: dict[str, Any] | None = None,
        raw: bytes | None = None,
        **options: Any,
    ) -> Answer:
        """Send one request; further options are headers, written like `If_Match="3"`."""
        sent = {name.replace("_", "-"): str(value) for name, value in options.items()}
        response = self.django.generic(
            method,
            path if path.startswith(OUTSIDE) else ROOT + path,
            data=raw if raw is not None else _encoded(body),
            content_type="application/json",
            query_params=query,
            headers={**self.headers, **sent},
        )
        kind = response.get("Content-Type", "")
        is_json = kind.startswith("application/json") and response.status_code != 204
        return Answer(response, response.status_code, response.json() if is_json else None)


def signed_in(person: User) -> ApiClient:
    """Return a client with this person's session and a valid CSRF token."""
    client = anonymous()
    client.django.cookies[settings.SESSION_COOKIE_NAME] = make_sign_in(person)
    client.django.cookies[settings.CSRF_COOKIE_NAME] = CSRF
    client.headers["X-CSRFToken"] = CSRF
    return client


def with_token(scope: str, giver: User | None = None, **changes: Any) -> ApiClient:
    """Return a client that sends a fresh token of this scope."""
    secret = make_token(scope, giver, **changes)[1]
    client = anonymous()
    client.headers["Authorization"] = f"Bearer {secret}"
    return client


def anonymous() -> ApiClient:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.handler = _handler()
    return ApiClient(client)


@cache
def _handler() -> ClientHandler:
    # The middleware is built once: it reads all files of the web application each time.
    return ClientHandler(enforce_csrf_checks=True)


def _encoded(body: Any) -> bytes:
    return b"" if body is None else json.dumps(body).encode()
