"""What the first commands say on a machine that lacks something: the exact thing to type."""

import sys
from pathlib import Path

import pytest

import ensure_browser
import machine
import make_venv


def test_python_without_venv_is_told_the_package_and_leaves_no_half_made_venv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = tmp_path / ".venv"
    python = tmp_path / "python3"
    python.write_text(f"#!/bin/sh\nmkdir -p {venv}/bin\necho no ensurepip\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(make_venv, "VENV", venv)
    monkeypatch.setattr(make_venv, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(sys, "executable", str(python))

    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        make_venv.create_venv()

    assert not venv.exists()


def test_old_python_is_refused_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_venv, "OLDEST", (99, 0))

    with pytest.raises(SystemExit, match="Pritok needs Python"):
        make_venv.create_venv()


@pytest.mark.parametrize(
    ("user", "apt", "words"),
    [
        (
            1000,
            "/usr/bin/apt-get",
            "sudo sh -c 'apt-get update && apt-get install -y .* postgresql'",
        ),
        (1000, None, "PostgreSQL is missing. Install it"),
        (0, None, "PostgreSQL is missing. Install it"),
    ],
)
def test_missing_server_stops_the_run_with_the_command_to_type(
    monkeypatch: pytest.MonkeyPatch, user: int, apt: str | None, words: str
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)
    monkeypatch.setattr("shutil.which", lambda _name: apt)

    with pytest.raises(SystemExit, match=words):
        machine.ensure(lambda: None, what="PostgreSQL", packages=["postgresql"])


def test_browser_named_but_absent_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRITOK_CHROMIUM", "/nowhere/chromium")

    with pytest.raises(SystemExit, match="/nowhere/chromium"):
        ensure_browser.find_browser()
