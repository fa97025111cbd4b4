"""Who gets what from every route: the table is complete, it is true, and a refusal changes nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from pritok.kit import clock
from tests.api_client import Answer, ApiClient, anonymous, signed_in, with_token
from tests.contract import routes
from tests.contract.matrix import Row, read_table
from tests.contract.requests import body_of, query_of
from tests.contract.stored import Watch
from tests.contract.world import World, make_world

LIVE = f"{routes.API}/live"
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


@pytest.fixture(autouse=True)
def _as_installed(settings: Any, tmp_path: Path) -> None:
    """Hash quickly, and have a web application, built or not."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WEB_DIR = tmp_path
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8")


def test_every_route_stands_in_the_table_once_and_no_other() -> None:
    listed = [row.route for row in ROWS]
    in_api = {route for route in listed if route[1].startswith(routes.API)}

    assert len(listed) == len(set(listed))
    assert in_api == routes.api_routes() | routes.PLAIN
    assert {path for _, path in listed} | {f"{routes.API}/"} == routes.resolver_paths()


def test_every_actor_of_the_table_is_known() -> None:
    assert list(CLIENTS) == ACTORS


@pytest.mark.django_db
def test_each_actor_gets_what_the_table_says(subtests: pytest.Subtests) -> None:
    world = make_world()

    for row in ROWS:
        if row.path != LIVE:
            with subtests.test(f"{row.method} {row.path}"):
                _assert_row(row, world)


@pytest.mark.django_db(transaction=True)
def test_each_actor_hears_the_stream_as_the_table_says() -> None:
    world = make_world()
    [row] = [row for row in ROWS if row.path == LIVE]

    got = {}
    for actor in ACTORS:
        response = CLIENTS[actor](world).call("GET", LIVE).response
        got[actor] = response.status_code
        response.close()

    assert got == row.expected


def _assert_row(row: Row, world: World) -> None:
    """Ask as every actor, each time in the same world: what a request changes is undone.

    Nothing is stored by a refused request, and nothing by one that only reads.
    """
    got: dict[str, int] = {}
    changed: dict[str, list[str]] = {}
    for actor in ACTORS:
        with transaction.atomic():
            client = CLIENTS[actor](world)
            with Watch() as watch:
                got[actor] = _ask(row, client, world).status
            if (got[actor] >= 400 or row.method == "GET") and watch.changed():
                changed[actor] = watch.changed()
            transaction.set_rollback(True)

    assert got == row.expected
    assert changed == {}


def _ask(row: Row, client: ApiClient, world: World) -> Answer:
    answer = client.call(
        row.method,
        world.address(row.method, row.path),
        body_of(row.route, world),
        query=query_of(row.route, world),
    )
    if answer.status >= 400 and row.path.startswith(routes.API):
        assert set(answer.json) >= {"code", "message", "fields", "request_id"}
    return answer
