"""`pritok serve`: what it prints, how it refuses to start, how it ends."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from bench.server_process import ROOT, Site, wait_until_ready

INTAKE = "/api/v1/intake"
HEADERS = {"Content-Type": "application/json"}


@contextmanager
def serving(site: Site, *options: str) -> Iterator["subprocess.Popen[bytes]"]:
    server = site.start(*options)
    try:
        yield server
    finally:
        server.kill()
        server.wait(timeout=10)


@contextmanager
def ask(
    site: Site, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> Iterator[http.client.HTTPResponse]:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    try:
        connection.request(method, path, body=body, headers={**HEADERS, **headers})
        yield connection.getresponse()
    finally:
        connection.close()


def said(site: Site) -> str:
    return (site.folder / "server.log").read_text()


def test_it_prints_where_it_is_and_the_code_of_the_first_run(migrated: Site) -> None:
    with serving(migrated):
        lines = said(migrated).splitlines()

    assert lines[0] == f"Pritok is at http://127.0.0.1:{migrated.port}"
    assert any("/setup?code=" in line for line in lines)


def test_a_taken_port_is_one_clear_line(migrated: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = migrated.pritok("serve", "--port", str(taken.getsockname()[1]))

    assert done.returncode == 2
    assert "in use" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(
    os.environ.get("PRITOK_TEST_DATABASE") == "postgres", reason="SQLite has one writing process"
)
def test_several_processes_on_sqlite_are_refused(migrated: Site) -> None:
    done = migrated.pritok("serve", "--port", str(migrated.port), "--workers", "2")

    assert done.returncode == 2
    assert "PostgreSQL" in done.stderr


def test_sigterm_ends_it_quickly_and_in_order_with_a_stream_open(migrated: Site) -> None:
    tokens = migrated.run("bench.company")
    bearer = {"Authorization": f"Bearer {tokens['read']}"}
    with serving(migrated) as server, ask(migrated, "GET", "/api/v1/live", bearer) as stream:
        assert stream.status == 200
        began = time.monotonic()
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=10) == 0
        took_s = time.monotonic() - began
        heard = stream.read()

    assert took_s < 5
    assert b"goodbye" in heard
    assert "Traceback" not in said(migrated)


def test_what_was_acknowledged_before_sigterm_is_there_after_the_next_start(
    migrated: Site,
) -> None:
    secret = migrated.pritok("token", "create", "--scope", "intake", "--name", "Site").stdout
    bearer = {"Authorization": f"Bearer {secret.strip()}", "Idempotency-Key": "one"}
    body = json.dumps({"phone": "+79161234567"})

    with serving(migrated) as server:
        with ask(migrated, "POST", INTAKE, bearer, body) as answer:
            first = json.load(answer)
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=10)
    with serving(migrated), ask(migrated, "POST", INTAKE, bearer, body) as again:
        assert again.status == 200
        assert json.load(again) == first


@pytest.mark.skipif(
    os.environ.get("PRITOK_TEST_DATABASE") != "postgres", reason="only PostgreSQL has --workers"
)
def test_a_web_process_that_dies_is_replaced_and_none_outlives_the_parent(migrated: Site) -> None:
    with serving(migrated, "--workers", "2") as parent:
        children = _children(parent.pid)
        assert len(children) >= 3
        os.kill(children[0], signal.SIGKILL)
        time.sleep(4)
        wait_until_ready(migrated.port)
        assert len(_children(parent.pid)) == len(children)
        parent.kill()
        parent.wait(timeout=10)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and any(_is_alive(pid) for pid in children[1:]):
            time.sleep(0.2)

    assert not any(_is_alive(pid) for pid in children[1:])


def _children(parent: int) -> list[int]:
    listing = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(parent)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    lines = [line.split(maxsplit=1) for line in listing.splitlines()]
    return [int(pid) for pid, command in lines if "spawn_main" in command]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_command_answers_quickly_when_it_has_nothing_to_load() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import pritok.cli"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )

    assert "django.db.models" not in done.stderr
    assert "click" in done.stderr
