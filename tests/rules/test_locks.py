"""Locks work against any mirror: they name versions and hashes, never a host."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_LOCKS = ["requirements.lock", "requirements-dev.lock"]
WEB_LOCKS = sorted(
    str(path.relative_to(ROOT))
    for folder in ("web", "tools")
    for path in (ROOT / folder).glob("**/package-lock.json")
    if "node_modules" not in path.parts
)
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_python_lock_names_no_host_and_hashes_every_package(name: str) -> None:
    text = read(name)

    blocks = re.split(r"\n(?=\S)", text.strip())

    assert "://" not in text
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("name", WEB_LOCKS)
def test_web_lock_names_no_host_and_hashes_every_package(name: str) -> None:
    packages = json.loads(read(name))["packages"]

    installed = {path: entry for path, entry in packages.items() if path}

    assert installed
    assert [path for path, entry in installed.items() if "resolved" in entry] == []
    assert [path for path, entry in installed.items() if "integrity" not in entry] == []


def test_lock_to_run_is_part_of_the_lock_for_work() -> None:
    assert set(PIN.findall(read("requirements.lock"))) <= set(
        PIN.findall(read("requirements-dev.lock"))
    )


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
