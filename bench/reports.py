"""The mirror and every report at size: rebuild, catch-up, filters and periods against the bare query.

    python -m bench.reports --deals 1000000 [--data DIR] [--rounds 20] [--only conversion dwell …]

Without --data a journal is made in a folder that is removed at the end; with it, it is kept and used again.
"""

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

SINGLE_FILTERS: dict[str, dict[str, list[str]]] = {
    "none": {},
    "manager": {"manager": ["3"]},
    "team": {"team": ["1"]},
    "pipeline (with all steps)": {"pipeline": ["1"]},
    "deal_type": {"deal_type": ["3"]},
    "market": {"market": ["3"]},
    "source": {"source": ["none"]},
    "product": {"product": ["7"]},
    "category": {"category": ["2"]},
    "client_kind": {"client_kind": ["new"]},
    "size_band": {"size_band": ["4"]},
    "stage": {"stage": ["2"]},
}


def main() -> int:
    options = _options()
    with _data_folder(options.data) as folder:
        os.environ["PRITOK_DATA_DIR"] = str(folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pritok.config.settings")
        import django  # the folder has to be known before the settings are read

        django.setup()
        figures = _measure(options.deals, options.rounds, options.only)
    json.dump(figures, sys.stdout, indent=2, ensure_ascii=False)
    print()
    return 0


def _measure(deals: int, rounds: int, only: list[str] | None) -> dict[str, Any]:
    from django.core.management import call_command

    from bench.journal_facts import fill_journal
    from bench.report_timings import catch_ups, reports
    from pritok.analytics import mirror
    from pritok.api.reporting import ENDPOINTS
    from pritok.journal import reading

    call_command("migrate", verbosity=0)
    _set_up_company()
    figures: dict[str, Any] = {"deals": deals}
    if reading.head() == 0:
        with _timed(figures, "fill_s"):
            fill_journal(deals)
    figures["facts"] = reading.head()
    if only is None:
        with _timed(figures, "rebuild_s"):
            mirror.rebuild(_shown)
    _wait_for_mirror()
    figures["mirror_mb"] = round(mirror.size() / 1e6)
    figures["catch_up_ms"] = catch_ups(rounds)
    figures["report_ms"] = {
        key: {
            name: reports(key, query, rounds)
            for name, query in (SINGLE_FILTERS if key == "conversion" else _usual()).items()
        }
        for key in ENDPOINTS
        if only is None or key in only
    }
    figures["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    figures["load"] = os.getloadavg()[0]
    mirror.close()
    return figures


def _wait_for_mirror() -> None:
    from pritok.analytics import mirror
    from pritok.kit.errors import Unavailable

    while True:
        try:
            mirror.catch_up_now()
        except Unavailable:
            continue  # each try waits a few seconds
        return


def _usual() -> dict[str, dict[str, Any]]:
    """Return the questions every report is measured with: all time, 90 days, all time with two filters."""
    since = (datetime.now(UTC) - timedelta(days=90)).date().isoformat()
    return {
        "all time": {},
        "90 days": {"from": since},
        "two filters": {"market": ["3"], "source": ["2"]},
    }


def _set_up_company() -> None:
    from pritok.accounts.models import Organisation, Team, User
    from pritok.catalog.models import Category, Product
    from pritok.kit import clock

    if Organisation.objects.exists():
        return
    week = {str(day): [["09:00", "18:00"]] for day in range(5)}
    Organisation.objects.create(pk=1, name="Bench", week=week, created_at=clock.now())
    teams = [Team.objects.create(name=f"Team {n}") for n in range(20)]
    categories = [Category.objects.create(name=f"Category {n}") for n in range(5)]
    for n in range(200):
        person = {"email": f"m{n}@bench.test", "role": "manager", "created_at": clock.now()}
        User.objects.create(name=f"Manager {n}", team=teams[n % 20], **person)
    for n in range(40):
        Product.objects.create(name=f"Product {n}", category=categories[n % 5], currency="RUB")


@contextmanager
def _timed(figures: dict[str, Any], name: str) -> Iterator[None]:
    """Note wall time and, as `…_cpu`, the processor time of this process and those it started."""
    started, used = time.perf_counter(), _cpu_s()
    yield
    figures[name] = round(time.perf_counter() - started, 1)
    figures[f"{name}_cpu"] = round(_cpu_s() - used, 1)
    print(f"{name}: {figures[name]}", file=sys.stderr)


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _shown(done: int, total: int) -> None:
    print(f"\r{done:,} of {total:,} facts", end="", file=sys.stderr, flush=True)


@contextmanager
def _data_folder(given: Path | None) -> Iterator[Path]:
    folder = given or Path(tempfile.mkdtemp(prefix="pritok-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    finally:
        if given is None:
            shutil.rmtree(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", nargs="*", help="these reports only, on the mirror that is there")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
