"""A well-formed body and query for each route that needs one. What is missing here has neither."""

from collections.abc import Callable
from typing import Any

from pritok.accounts.queries import setup_code
from tests.contract.world import World
from tests.factories import PASSWORD

Route = tuple[str, str]
COMPANY = {"name": "Brook", "language": "ru", "time_zone": "Europe/Moscow", "currency": "RUB"}
ADMIN = {"name": "Anna", "email": "anna@brook.test", "password": "long enough to be good"}

BODIES: dict[str, Callable[[World], Any]] = {
    "POST /setup": lambda w: {"code": setup_code(), "organisation": COMPANY, "admin": ADMIN},
    "POST /session": lambda w: {"email": "alice@brook.test", "password": PASSWORD},
    "POST /session/totp": lambda w: {"code": "000000"},
    "PATCH /me": lambda w: {"name": "Somebody"},
    "PUT /me/password": lambda w: {"current": PASSWORD, "new": "long enough to be good"},
    "PUT /me/totp": lambda w: {"code": "000000"},
    "DELETE /me/totp": lambda w: {"password": PASSWORD},
    "POST /people": lambda w: {"name": "Nina", "email": "nina@brook.test", "role": "manager"},
    "PATCH /people/{person_id}": lambda w: {"name": "Alicia"},
    "POST /teams": lambda w: {"name": "Third"},
    "PATCH /teams/{team_id}": lambda w: {"name": "Nearer"},
    "POST /absences": lambda w: {
        "person": w.cast.alice.pk,
        "kind": "other",
        "starts_at": "2026-05-01T00:00:00Z",
        "ends_at": "2026-05-02T00:00:00Z",
    },
    "PATCH /organisation": lambda w: {"name": "Stream"},
    "POST /holidays": lambda w: {"date": "2026-05-09"},
    "POST /tokens": lambda w: {"name": "Site", "scope": "read"},
}
QUERIES: dict[str, Callable[[World], dict[str, Any]]] = {}


def body_of(route: Route, world: World) -> Any:
    build = BODIES.get(_short(route))
    return build(world) if build else None


def query_of(route: Route, world: World) -> dict[str, Any] | None:
    build = QUERIES.get(_short(route))
    return build(world) if build else None


def _short(route: Route) -> str:
    return f"{route[0]} {route[1].removeprefix('/api/v1')}"
