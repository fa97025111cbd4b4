"""Requests at a fixed rate against a real server: python -m bench.intake_load --rate 50 --seconds 60.

Open loop: a request is sent when its time has come, whether or not those before were answered, and its time is
counted from then. For PostgreSQL: python tools/ensure_postgres.py -- python -m bench.intake_load --postgres …
"""

import argparse
import asyncio
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.raw_http import Connections, Cut
from bench.server_process import Site, postgres_database

INTAKE = "/api/v1/intake"


@dataclass
class Outcome:
    """Seconds per answered request by status, and what was acknowledged."""

    seconds: list[float] = field(default_factory=list)
    refused_s: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    acknowledged: dict[str, str] = field(default_factory=dict)

    def figures(self) -> dict[str, Any]:
        taken = sorted(self.seconds)
        return {
            "statuses": dict(self.statuses),
            "accepted": len(taken),
            "p50_ms": _percentile(taken, 0.50),
            "p95_ms": _percentile(taken, 0.95),
            "p99_ms": _percentile(taken, 0.99),
            "max_ms": _percentile(taken, 1.0),
            "refused_p99_ms": _percentile(sorted(self.refused_s), 0.99),
        }


def _percentile(ordered: list[float], share: float) -> float | None:
    if not ordered:
        return None
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)


def body_of(number: int, chance: random.Random) -> dict[str, Any]:
    """Return a believable request; one in ten comes from somebody who wrote before."""
    person = chance.randrange(number + 1) if chance.random() < 0.1 else number
    return {
        "name": f"Client {person}",
        "phone": f"+7916{person:07d}",
        "message": "Please call me back about the offer on your site.",
        "page": "https://shop.example/offer",
        "utm": {"utm_source": "search", "utm_campaign": "spring"},
    }


async def load(port: int, token: str, *, rate: float, seconds: float) -> Outcome:
    """Send `rate` requests a second for `seconds` and wait for all answers."""
    connections = Connections(port)
    outcome = Outcome()
    chance = random.Random(7)
    began = time.perf_counter() + 0.5
    tasks = []
    for number in range(int(rate * seconds)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        one = _send(connections, token, number, body_of(number, chance), due, outcome)
        tasks.append(asyncio.create_task(one))
    await asyncio.gather(*tasks)
    connections.close()
    return outcome


async def _send(
    connections: Connections,
    token: str,
    number: int,
    body: dict[str, Any],
    due: float,
    outcome: Outcome,
) -> None:
    key = f"load-{number}"
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    try:
        answer = await asyncio.wait_for(connections.post(INTAKE, body, headers), 60)
    except (Cut, TimeoutError) as error:
        outcome.statuses[type(error).__name__] += 1
        return
    took_s = time.perf_counter() - due
    outcome.statuses[str(answer.status)] += 1
    if answer.status in {200, 201}:
        outcome.seconds.append(took_s)
        outcome.acknowledged[key] = answer.json()["request_id"]
    else:
        outcome.refused_s.append(took_s)


def measure(site: Site, *, rate: float, seconds: float, workers: int) -> dict[str, Any]:
    """Start a server in an empty company, load it, and check afterwards that nothing is missing."""
    tokens = site.run("bench.company")
    options = ["--workers", str(workers)] if workers > 1 else []
    server = site.start(*options)
    try:
        outcome = asyncio.run(load(site.port, tokens["intake"], rate=rate, seconds=seconds))
        time.sleep(3)  # the worker gives the last deals out
    finally:
        server.send_signal(signal.SIGTERM)
        _, _, usage = os.wait4(server.pid, 0)
        server.returncode = 0
    cpu_s = usage.ru_utime + usage.ru_stime
    findings = site.run("bench.audit", stdin=json.dumps(outcome.acknowledged))
    return {
        "rate": rate,
        "seconds": seconds,
        **outcome.figures(),
        "server_cpu_s": round(cpu_s, 1),
        "load_average": os.getloadavg()[0],
        "audit": findings,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--port", type=int, default=8120)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    chosen = parser.parse_args()
    server_url = os.environ.get("PRITOK_TEST_POSTGRES_URL", "")
    if chosen.postgres and not server_url:
        sys.exit("Put `python tools/ensure_postgres.py --` before the command.")
    database = postgres_database(server_url) if chosen.postgres else nullcontext("")
    with tempfile.TemporaryDirectory(prefix="pritok-load-") as folder, database as url:
        site = Site(Path(folder), chosen.port, url)
        figures = measure(site, rate=chosen.rate, seconds=chosen.seconds, workers=chosen.workers)
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
