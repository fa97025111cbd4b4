"""A real Pritok of its own: the `pritok` command, a temporary data folder, a free port."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PRITOK = Path(sys.executable).with_name("pritok")
START_S = 60


@dataclass(frozen=True)
class Server:
    url: str
    log: Path


@contextmanager
def running_server(folder: Path, *start: str) -> Iterator[Server]:
    """Run `pritok START --port N` until the block ends; its output is in `folder`/server.log."""
    port = _free_port()
    server = Server(f"http://127.0.0.1:{port}", folder / "server.log")
    command = [str(PRITOK), *start, "--port", str(port)]
    with server.log.open("wb") as log:
        process = subprocess.Popen(command, env=environment(folder), stdout=log, stderr=log)
    try:
        _wait_until_healthy(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=15)


def pritok(folder: Path, *arguments: str, typed: str = "") -> str:
    """Run one `pritok` command on the same data to its end and return what it printed."""
    done = subprocess.run(
        [str(PRITOK), *arguments],
        env=environment(folder),
        input=typed,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def environment(folder: Path) -> dict[str, str]:
    """Ours without the settings that `tests/conftest.py` made for tests inside this process."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PRITOK_")}
    ours.pop("DJANGO_SETTINGS_MODULE", None)
    return {**ours, "PRITOK_DATA_DIR": str(folder)}


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/api/v1/health", timeout=5) as answer:
                assert json.load(answer)["status"] == "ok"
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{server.log.read_text(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
