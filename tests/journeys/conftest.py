"""A place for one run of a real server, on the database under test."""

import os
import socket
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from bench.server_process import Site, postgres_database


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    server_url = os.environ.get("PRITOK_TEST_POSTGRES_URL", "")
    on_postgres = os.environ.get("PRITOK_TEST_DATABASE") == "postgres"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with postgres_database(server_url) if on_postgres else nullcontext("") as url:
        yield Site(tmp_path, port, url)
