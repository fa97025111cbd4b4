"""A server under test: its own folder and database, started from the command line or forked from a warm process."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

ROOT = Path(__file__).resolve().parent.parent
READY_S = 30.0
_COMMAND = "from pritok.cli import main; main()"


@dataclass(frozen=True)
class Site:
    """Where one run lives. `url` is empty for SQLite in `folder`."""

    folder: Path
    port: int
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PRITOK_")}
        return {
            **kept,
            "PRITOK_DATA_DIR": str(self.folder),
            "PRITOK_DATABASE_URL": self.url,
            "PRITOK_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "pritok.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }

    def run(self, module: str, *arguments: str, stdin: str = "") -> Any:
        """Run a module of ours in this site and return the JSON it prints."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self.environment,
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{module} failed:\n{done.stderr[-4000:]}")
        return json.loads(done.stdout)

    def log(self) -> BinaryIO:
        return (self.folder / "server.log").open("ab")

    def pritok(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a `pritok` command to its end."""
        return subprocess.run(
            [sys.executable, "-c", _COMMAND, *arguments],
            env=self.environment,
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """Start `pritok serve` as a user would and wait until it answers."""
        command = [sys.executable, "-c", _COMMAND, "serve", "--port", str(self.port), *options]
        with self.log() as log:
            process = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log
            )
        wait_until_ready(self.port)
        return process


def wait_until_ready(port: int, *, seconds: float = READY_S) -> None:
    """Wait until something accepts connections on the loopback port and answers a request."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as probe:
                probe.sendall(
                    b"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                )
                if probe.recv(12).startswith(b"HTTP/1.1 200"):
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise RuntimeError(f"nothing answers on port {port}")


class WarmProcess:
    """A process that has imported everything and opened nothing: a fork of it is a server in milliseconds.

    What is killed is a whole server process all the same; only the second of importing is spared each time.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        with site.log() as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bench.server_process", str(site.port)],
                env=site.environment,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def fork(self) -> int:
        """Start a server and return its process id as soon as it answers."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin
        assert stdout
        stdin.write("start\n")
        stdin.flush()
        pid = int(stdout.readline())
        wait_until_ready(self._site.port)
        return pid

    def close(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._process.wait(timeout=30)


def kill(pid: int) -> None:
    """Kill a forked server and wait until it is gone, and its port free, as a supervisor would."""
    os.kill(pid, signal.SIGKILL)
    wait_until_gone(pid)


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + READY_S
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.005)
    raise RuntimeError(f"process {pid} does not die")


@contextmanager
def postgres_database(server_url: str) -> Iterator[str]:
    """Create an empty database on a PostgreSQL server for one run, and drop it afterwards."""
    import psycopg

    name = f"pritok_run_{secrets.token_hex(4)}"
    base = server_url.rpartition("/")[0]
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        try:
            yield f"{base}/{name}"
        finally:
            connection.execute(f"drop database {name} with (force)")


def _forking(port: int) -> None:
    """The warm process: forks a server for each line on standard input and prints its process id."""
    from pritok.config.serving import load, serve_here
    from pritok.config.starting import listen, start_django

    start_django()
    load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            sys.stdin.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serve_here(listen("127.0.0.1", port), with_worker=True)
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    _forking(int(sys.argv[1]))
