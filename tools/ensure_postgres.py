"""Run a command beside a throw-away PostgreSQL: python tools/ensure_postgres.py -- COMMAND …

The command finds the server in PRITOK_TEST_POSTGRES_URL. If that is set already, the server named
there is used and nothing is started. PostgreSQL itself is installed by apt when it is missing and
this is root on Debian; otherwise the command to type is printed and the run fails.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from machine import ensure, run, wrapped_command

Command = list[str | Path]

VARIABLE = "PRITOK_TEST_POSTGRES_URL"
# The data live for minutes: safety against a power cut would only make the tests slow.
SERVER_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "150",
    "shared_buffers": "128MB",
}


def main() -> int:
    command = wrapped_command(__doc__ or "")
    if os.environ.get(VARIABLE):
        return run(command, {})
    signal.signal(signal.SIGTERM, _exit_on_signal)
    binaries = ensure(find_binaries, what="PostgreSQL", packages=["postgresql"])
    with cluster(binaries) as url:
        print(f"PostgreSQL for this run: {url}", flush=True)
        return run(command, {VARIABLE: url})


def find_binaries() -> Path | None:
    """The newest folder with `initdb` and `pg_ctl`; Debian keeps them off the PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="pritok-postgres-"))
    owner = _unprivileged_owner(folder)
    password, port = secrets.token_hex(8), _free_port()
    data, secret, log = folder / "data", folder / "password", folder / "log"
    secret.write_text(password, encoding="utf-8")
    try:
        initdb: Command = [binaries / "initdb", "-D", data, "-U", "pritok", f"--pwfile={secret}"]
        _quiet([*initdb, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"], owner)
        options = {**SERVER_OPTIONS, "port": str(port), "unix_socket_directories": str(folder)}
        settings = " ".join(f"-c {name}={value}" for name, value in options.items())
        pg_ctl: Command = [binaries / "pg_ctl", "-D", data, "-l", log, "-w"]
        _quiet([*pg_ctl, "-o", settings, "start"], owner)
        try:
            yield f"postgres://pritok:{password}@127.0.0.1:{port}/postgres"
        finally:
            _quiet([*pg_ctl, "-m", "immediate", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_owner(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: hand the folder to Debian's `postgres` user then."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "postgres", "postgres")
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _quiet(command: Command, owner: dict[str, Any]) -> None:
    # The server inherits these streams and would keep a pipe open for as long as it lives.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, **owner
        )
        if done.returncode:
            said.seek(0)
            sys.exit(said.read().decode(errors="replace"))


def _exit_on_signal(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
