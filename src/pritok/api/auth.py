"""Who is asking: the session cookie (with CSRF protection) or a bearer token, once per request.

Routes are closed by default. Open ones say `auth=None`; those that merely like to know say `auth=anyone`.
"""

import re
import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from pritok.accounts import queries
from pritok.accounts.actions import sessions, tokens
from pritok.accounts.actor import VISITOR, Actor
from pritok.accounts.models import ApiToken
from pritok.api import pace
from pritok.api.addresses import refuse_unknown_query
from pritok.kit.errors import Forbidden, Refusal, Unauthenticated

SAFE = {"GET", "HEAD", "OPTIONS"}
_INTAKE = re.compile(r"/api/v1/intake/?")
_SECRET_NAMES = {"token", "access_token", "api_key", "apikey", "authorization"}


class CookieSession(APIKeyCookie):
    """A person signed in by a browser; every unsafe method needs the CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)  # checked below, after we know that somebody is signed in

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        if "Authorization" in request.headers:
            return None
        actor = actor_of_cookie(request)
        if actor is not None and request.method not in SAFE:
            require_csrf(request)
        return actor


class BearerToken(HttpBearer):
    """A program; its scope is checked here, before the route runs."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        found = _token_of(token.strip())
        if found is None:
            return None
        actor = queries.actor_for_token(found)
        _require_scope(request, actor)
        (pace.INTAKE if actor.scope == "intake" else pace.PROGRAMS).take(actor.id)
        tokens.spend(found)
        return _attach(request, actor)

    def __call__(self, request: HttpRequest) -> Any:
        _refuse_secret_in_address(request)
        return super().__call__(request)


def remember_tokens(*, seconds: float) -> None:
    """Look a token up once in so many seconds; a revoked one dies that much later. The server asks for it."""
    _remembered.hold_s = seconds


class _Remembered:
    """Tokens by the hash of their secret, and until when each is believed."""

    def __init__(self) -> None:
        self.hold_s = 0.0
        self.known: dict[str, tuple[float, ApiToken]] = {}


_remembered = _Remembered()


def _token_of(secret: str) -> ApiToken | None:
    if not _remembered.hold_s:
        return queries.token_of(secret)
    now = time.monotonic()
    key = queries.hash_of(secret)
    until, found = _remembered.known.get(key, (0.0, None))
    if now < until:
        return found
    fresh = queries.token_of(secret)
    _remembered.known.pop(key, None)
    if fresh is not None:
        _remembered.known[key] = (now + _remembered.hold_s, fresh)
    return fresh


def actor_of(request: HttpRequest) -> Actor:
    """Return who is asking; on routes with `auth=None` there is nobody to return."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise Unauthenticated("Sign in, or send a token.")
    return actor


def anyone(request: HttpRequest) -> Actor:
    """Let everybody in and still know a signed-in person; for unsafe methods only from our own pages."""
    if request.method not in SAFE:
        require_same_origin(request)
    return actor_of_cookie(request) or _attach(request, VISITOR)


def actor_of_cookie(request: HttpRequest) -> Actor | None:
    """Return the person behind the session cookie, or None; keeps the session from falling asleep."""
    sign_in = queries.open_sign_in(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    if sign_in is None:
        return None
    sessions.touch(sign_in)
    request.sign_in = sign_in  # type: ignore[attr-defined]
    return _attach(request, queries.actor_for_person(sign_in.person))


def require_csrf(request: HttpRequest) -> None:
    if check_csrf(request) is not None:
        raise Forbidden("The request did not come from a page of ours.", code="csrf")


def require_same_origin(request: HttpRequest) -> None:
    """Refuse what another site makes a browser send, also before anybody is signed in (login CSRF)."""
    if request.content_type != "application/json" and request.body:
        raise Refusal("Send the body as application/json.", code="not_json")
    origin = request.headers.get("Origin")
    own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    is_foreign = origin is not None and origin not in own
    if is_foreign or request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Forbidden("The request did not come from a page of ours.", code="csrf")


def _require_scope(request: HttpRequest, actor: Actor) -> None:
    if actor.scope == "intake" and not (
        request.method == "POST" and _INTAKE.fullmatch(request.path_info)
    ):
        raise Forbidden("This token may only hand in requests.", code="scope")
    if actor.scope == "read" and request.method not in SAFE:
        raise Forbidden("This token may only read.", code="scope")


def _refuse_secret_in_address(request: HttpRequest) -> None:
    # Addresses end up in logs and histories; a token seen there must not work.
    for name, value in request.GET.items():
        if name.lower() in _SECRET_NAMES or str(value).startswith(queries.TOKEN_PREFIX):
            raise Refusal("A token belongs in the Authorization header.", code="token_in_address")


def _attach(request: HttpRequest, actor: Actor) -> Actor:
    refuse_unknown_query(request)
    request.actor = actor  # type: ignore[attr-defined]
    return actor
