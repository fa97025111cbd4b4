"""An installation of its own for each module of command-line tests, on the engine under test."""

import os
import socket
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from bench.server_process import Site, postgres_database


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An empty installation: no database yet."""
    folder: Path = tmp_path_factory.mktemp("site")
    folder.chmod(0o700)
    server_url = os.environ.get("PRITOK_TEST_POSTGRES_URL", "")
    on_postgres = os.environ.get("PRITOK_TEST_DATABASE") == "postgres"
    with postgres_database(server_url) if on_postgres else nullcontext("") as url:
        yield Site(folder, free_port(), url)


@pytest.fixture(scope="module")
def migrated(site: Site) -> Site:
    assert site.pritok("migrate").returncode == 0
    return site
