"""How fast and how large an import is: python -m bench.import_speed [ROWS]. Wants a data folder of its own.

Figures to reach: 100,000 rows in 60 s on two cores with at most 300 MB more memory; exactly the spoilt rows are
refused; a second run adds nothing.
"""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.data import MAP, write_csv
from pritok.config.starting import start_django


def measure(rows: int, folder: Path) -> dict[str, Any]:
    """Import a generated file twice and return times, memory and counts."""
    from pritok.exchange.commands import run_import

    file, map_file = folder / "deals.csv", folder / "map.yaml"
    refused = write_csv(file, rows)
    map_file.write_text(MAP, encoding="utf-8")
    before_mb, began, busy = _peak_mb(), time.perf_counter(), time.process_time()
    first = run_import([file], map_file=map_file).files[0]
    took, worked, grew = (
        time.perf_counter() - began,
        time.process_time() - busy,
        _peak_mb() - before_mb,
    )
    began = time.perf_counter()
    second = run_import([file], map_file=map_file).files[0]
    return {
        "rows": rows,
        "seconds": round(took, 1),
        "processor_seconds": round(worked, 1),
        "memory_mb": grew,
        "added": first.added,
        "refused_exactly": first.refused == refused and first.added == rows - refused,
        "second_run": {
            "seconds": round(time.perf_counter() - began, 1),
            "added": second.added,
            "unchanged": second.unchanged,
        },
    }


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    from django.core.management import call_command

    start_django()
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
        print(json.dumps(measure(rows, Path(folder)), indent=2))


if __name__ == "__main__":
    main()
