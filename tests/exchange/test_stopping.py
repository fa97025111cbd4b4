"""An import killed at any moment and started again ends as if nobody had touched it."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.exchange.shop import plan, row, write_csv, write_map

ROWS = 4_000
KILL_AT = (500, 500, 1_500, 2_500)
TABLES = {
    "deals_deal": "title, state, stage_id, amount_minor, created_at, closed_at, custom",
    "clients_contact": "name, created_at",
    "catalog_loss_reason": "name",
    "exchange_foreign_key": "origin, entity, external_id",
}
# Words and people are told when they are made; only what the file dates itself can be compared.
FACTS = "select kind, at, owner_id, audience from journal_fact where deal_id is not null"
RUN = (
    "import sys; from pathlib import Path\n"
    "import django; django.setup()\n"
    "from django.core.management import call_command\n"
    "call_command('migrate', verbosity=0)\n"
    "from pritok.exchange.commands import run_import\n"
    "tell = lambda what, done, total: print(what.split()[0], done, flush=True)\n"
    "run_import([Path(sys.argv[1])], map_file=Path(sys.argv[2]), progress=tell)\n"
)


def many_rows() -> list[list[str]]:
    """One row in twenty is bad; contacts repeat; every third deal is lost."""
    rows = []
    for number in range(ROWS):
        cells = {"id": f"d{number}", "title": f"Deal {number}", "contact": f"c{number % 900}"}
        if number % 3 == 0:
            cells |= {"stage": "Lost", "closed": "05.02.2024", "reason": f"Reason {number % 7}"}
        if number % 20 == 0:
            cells["created"] = "soon"
        rows.append(row(**cells))
    return rows


def start(data: Path, file: Path, map_file: Path) -> subprocess.Popen[str]:
    data.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "PRITOK_DATA_DIR": str(data),
        "PRITOK_DATABASE_URL": f"sqlite:///{data / 'pritok.sqlite3'}",
    }
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", RUN, str(file), str(map_file)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(data: Path, file: Path, map_file: Path) -> None:
    process = start(data, file, map_file)
    process.communicate(timeout=300)
    assert process.returncode == 0


def kill_at(rows: int, data: Path, file: Path, map_file: Path, chance: random.Random) -> None:
    """Start the import and kill it a moment after so many rows were written."""
    process = start(data, file, map_file)
    assert process.stdout is not None
    for line in process.stdout:
        step, _, done = line.partition(" ")
        if step == "import" and int(done) >= rows:
            break
    # Somewhere inside the next batch, or between two.
    time.sleep(chance.random() * 0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def content(data: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(data / "pritok.sqlite3") as base:
        found = {
            table: sorted(base.execute(f"select {columns} from {table}"), key=repr)  # noqa: S608 - our own names
            for table, columns in TABLES.items()
        }
        found["facts"] = sorted(base.execute(FACTS).fetchall(), key=repr)
        runs = "select state, total_rows, done_rows, added, unchanged, refused from exchange_run"
        found["runs"] = base.execute(runs).fetchall()
    base.close()
    return found


def test_a_killed_import_goes_on_to_the_same_result(tmp_path: Path) -> None:
    file, map_file = write_csv(tmp_path, many_rows()), write_map(tmp_path, plan())
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    finish(whole, file, map_file)
    chance = random.Random()

    for rows in KILL_AT:
        kill_at(rows, broken, file, map_file, chance)
    finish(broken, file, map_file)

    assert content(broken) == content(whole)
    (run,) = content(broken)["runs"]
    assert run == ("done", ROWS, ROWS, ROWS - ROWS // 20, 0, ROWS // 20)
