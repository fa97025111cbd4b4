"""The import contracts of pyproject.toml, tried on a small tree with a planted wrong import."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = [
    "accounts",
    "analytics",
    "api",
    "clients",
    "deals",
    "desk",
    "intake",
    "journal",
    "kit",
    "live",
]
FILES = ["access", "actions", "api", "events", "jobs", "models", "queries", "schemas"]

WRONG = [
    ("rooms", "kit/clock.py", "import pritok.journal"),
    ("rooms", "deals/queries.py", "from pritok.desk import models"),
    ("rooms", "analytics/mirror.py", "import pritok.intake.queries"),
    ("inside", "deals/models.py", "from pritok.deals import access"),
    ("inside", "deals/actions.py", "from pritok.deals.schemas import DealOut"),
    ("readers", "analytics/mirror.py", "from pritok.deals.models import Deal"),
    ("readers", "live/stream.py", "import pritok.deals.access"),
    ("routers", "intake/queries.py", "import pritok.deals.api"),
    ("rooms", "deals/queries.py", "import pritok.api.schemas"),
]
RIGHT = [
    ("deals/api.py", "from pritok.api import auth, responses, schemas"),
    ("analytics/mirror.py", "import pritok.deals.events"),
    ("api/mounting.py", "from pritok.deals import api"),
    ("deals/actions.py", "from pritok.deals import access, events, models, queries"),
    ("intake/actions.py", "from pritok.deals import actions"),
]


@pytest.mark.parametrize(("contract", "path", "line"), WRONG)
def test_wrong_import_breaks_its_contract(
    tmp_path: Path, contract: str, path: str, line: str
) -> None:
    code, said = lint_imports(tmp_path, path, line, contract)

    assert code == 1, said
    assert "BROKEN" in said


@pytest.mark.parametrize(("path", "line"), RIGHT)
def test_right_import_keeps_all_contracts(tmp_path: Path, path: str, line: str) -> None:
    code, said = lint_imports(tmp_path, path, line)

    assert code == 0, said


def lint_imports(root: Path, path: str, line: str, *contracts: str) -> tuple[int, str]:
    package = root / "pritok"
    for room in ROOMS:
        for file in ["__init__", *FILES]:
            target = package / room / f"{file}.py"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()
    for file in ["auth", "responses"]:
        (package / "api" / f"{file}.py").touch()
    (package / "__init__.py").touch()
    (package / path).write_text(line + "\n", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    command += [part for contract in contracts for part in ("--contract", contract)]
    done = subprocess.run(
        [*command, "--config", str(ROOT / "pyproject.toml")],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr
