"""The server dies at random moments under load; the long version of this is `python -m bench.kill`."""

import os
import socket
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from bench import kill
from bench.server_process import Site, postgres_database

KILLS = 50


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    server_url = os.environ.get("PRITOK_TEST_POSTGRES_URL", "")
    on_postgres = os.environ.get("PRITOK_TEST_DATABASE") == "postgres"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with postgres_database(server_url) if on_postgres else nullcontext("") as url:
        yield Site(tmp_path, port, url)


def test_no_acknowledged_request_is_lost_or_doubled_by_fifty_kills(site: Site) -> None:
    result = kill.run(site, kills=KILLS, seed=20)

    assert kill.faults(result) == {}
    assert result["kills"] == KILLS
    assert result["acknowledged"] == result["requests"]
    # The kills hit requests in flight, or the test has proved nothing.
    assert result["retried"] > KILLS
    assert result["acknowledged"] > 4 * KILLS
