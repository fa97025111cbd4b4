"""Many people at their reports at once: python -m bench.report_load --data DIR [--requests 1000] [--people 32].

Takes a data folder with a company in it, starts the real server on it, and asks all reports in turn, each question
with other filters so that hardly any answer was given before: half about 90 days, a quarter about all time with two
filters, a quarter about all time. Figure to reach: 40 answers a second with 32 people at 1 M deals.
"""

import argparse
import asyncio
import json
import random
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.figures import spread
from bench.raw_http import Answer, Connections
from bench.server_process import Site

REPORTS = (
    "conversion",
    "checks",
    "losses",
    "forgotten",
    "dwell",
    "cycle",
    "refusals",
    "sla",
    "activity",
)
_READY_S = 600.0


def main() -> int:
    options = _options()
    site = Site(options.data, options.port)
    made = site.pritok("token", "create", "--scope", "read", "--name", "bench", "--json")
    token = str(json.loads(made.stdout)["token"])
    server = site.start()
    try:
        figures = asyncio.run(_ask(options, token))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
    print(json.dumps(figures, indent=2))
    return 1 if figures["failed"] else 0


async def _ask(options: argparse.Namespace, token: str) -> dict[str, Any]:
    await _until_open(options.port, token)
    rng = random.Random(7)
    paths = [_path(rng, number) for number in range(options.requests)]
    waiting = iter(paths)
    times: list[float] = []
    failed: list[int] = []

    connections = Connections(options.port)

    async def person() -> None:
        for path in waiting:
            began = time.perf_counter()
            answer = await _get(connections, path, token)
            times.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                failed.append(answer.status)

    began = time.perf_counter()
    await asyncio.gather(*(person() for _ in range(options.people)))
    wall_s = time.perf_counter() - began
    connections.close()
    return {
        "answers_per_s": round(len(times) / wall_s, 1),
        "ms": spread(times),
        "people": options.people,
        "failed": len(failed),
        "statuses": sorted(set(failed)),
    }


async def _until_open(port: int, token: str) -> None:
    """Wait until the mirror is there: a first question may be told to come again."""
    deadline = time.monotonic() + _READY_S
    while time.monotonic() < deadline:
        answer = await _get(Connections(port), "/api/v1/reports/conversion", token)
        if answer.status == 200:
            return
        await asyncio.sleep(2)
    raise RuntimeError("the mirror did not open")


def _path(rng: random.Random, number: int) -> str:
    key = REPORTS[number % len(REPORTS)]
    kind = number // len(REPORTS) % 4
    # Seconds make each period another one, so that no answer is a repetition.
    since = datetime.now(UTC) - timedelta(days=90, seconds=rng.randrange(86_400))
    period = f"from={since:%Y-%m-%dT%H:%M:%SZ}"
    filters = f"market={rng.randint(1, 3)}&source={rng.randint(1, 6)}"
    query = {0: period, 1: period, 2: filters}.get(kind, f"deal_type={rng.randint(1, 4)}")
    return f"/api/v1/reports/{key}?{query}"


async def _get(connections: Connections, path: str, token: str) -> Answer:
    return await connections.send("GET", path, b"", {"Authorization": f"Bearer {token}"})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--port", type=int, default=8399)
    parser.add_argument("--requests", type=int, default=1_000)
    parser.add_argument("--people", type=int, default=32)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
