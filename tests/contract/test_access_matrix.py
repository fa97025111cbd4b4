"""Who gets what from every route: the table is complete, it is true, and a refusal changes nothing."""

from collections.abc import Callable

import pytest
from django.db import transaction

from pritok.kit import clock
from tests.api_client import ApiClient, anonymous, signed_in, with_token
from tests.contract import routes
from tests.contract.matrix import Row, read_table
from tests.contract.requests import body_of, query_of
from tests.contract.stored import Watch
from tests.contract.world import World, make_world

ACTORS, ROWS = read_table()
CLIENTS: dict[str, Callable[[World], ApiClient]] = {
    "anonymous": lambda world: anonymous(),
    "alice": lambda world: signed_in(world.cast.alice),
    "bob": lambda world: signed_in(world.cast.bob),
    "carol": lambda world: signed_in(world.cast.carol),
    "erin": lambda world: signed_in(world.cast.erin),
    "henry": lambda world: signed_in(world.cast.henry),
    "ada": lambda world: signed_in(world.cast.ada),
    "intake": lambda world: with_token("intake", used_at=clock.now()),
    "read": lambda world: with_token("read", used_at=clock.now()),
    "write": lambda world: with_token("write", used_at=clock.now()),
}


def test_every_route_stands_in_the_table_once_and_no_other() -> None:
    listed = [row.route for row in ROWS]
    in_api = {route for route in listed if route[1].startswith(routes.API)}

    assert len(listed) == len(set(listed))
    assert in_api == routes.api_routes() | {("GET", f"{routes.API}/openapi.json")}
    assert {path for _, path in listed} | {f"{routes.API}/"} == routes.resolver_paths()


def test_every_actor_of_the_table_is_known() -> None:
    assert list(CLIENTS) == ACTORS


@pytest.mark.django_db
@pytest.mark.usefixtures("_quick_passwords")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.path}")
def test_each_actor_gets_what_the_table_says(row: Row) -> None:
    world = make_world()
    got: dict[str, int] = {}
    changed: dict[str, list[str]] = {}

    for actor in ACTORS:
        with transaction.atomic():
            got[actor], tables = _ask(row, CLIENTS[actor](world), world)
            transaction.set_rollback(True)
        if got[actor] >= 400 and tables:
            changed[actor] = tables

    assert got == row.expected
    assert changed == {}


def _ask(row: Row, client: ApiClient, world: World) -> tuple[int, list[str]]:
    """Send the row's request; return its status and the tables whose contents are others now."""
    with Watch() as watch:
        answer = client.call(
            row.method,
            world.fill(row.path),
            body_of(row.route, world),
            query=query_of(row.route, world),
        )
    if answer.status >= 400 and row.path.startswith(routes.API):
        assert set(answer.json) >= {"code", "message", "fields", "request_id"}
    return answer.status, watch.changed()
