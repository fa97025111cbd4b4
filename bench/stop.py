"""SIGTERM under load, many times: python -m bench.stop --stops 20. Every request is answered or was never read.

Senders never rest and streams stay open while the server is told to stop. A sender whose connection ends without an
answer remembers the key: nothing of that request may be found afterwards.
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

from bench.intake_load import INTAKE, body_of
from bench.raw_http import Connections, Cut
from bench.server_process import Site, WarmProcess, postgres_database, wait_until_gone

SENDERS = 12
STREAMS = 5
# Docker waits this long before it kills.
LONGEST_S = 10.0
_GOODBYE = b'event: goodbye\ndata: {"reason":"shutdown"}'


@dataclass
class Account:
    """What the clients saw. `unanswered` holds keys of requests whose connection ended without an answer."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    after_the_signal: int = 0
    without_goodbye: int = 0
    slowest_s: float = 0.0
    sent: int = 0


class Clients:
    """Senders and listeners of one server after another."""

    def __init__(self, site: Site, tokens: dict[str, str], seed: int) -> None:
        self._site = site
        self._tokens = tokens
        self._chance = random.Random(seed)
        self._told_at = float("inf")
        self.account = Account()

    async def until_stopped(self, pid: int) -> None:
        """Load the server, tell it to stop somewhere in the middle, and wait until everything has ended."""
        self._told_at = float("inf")
        streams = [asyncio.create_task(self._listen()) for _ in range(STREAMS)]
        senders = [asyncio.create_task(self._send_on()) for _ in range(SENDERS)]
        await asyncio.sleep(self._chance.uniform(0.4, 0.9))
        self._told_at = time.monotonic()
        os.kill(pid, signal.SIGTERM)
        await asyncio.gather(*senders, *streams)
        await asyncio.to_thread(wait_until_gone, pid)
        took_s = time.monotonic() - self._told_at
        self.account.slowest_s = max(self.account.slowest_s, took_s)

    async def _send_on(self) -> None:
        """Send as fast as answers come, on a kept connection or a new one, until nobody listens any more."""
        connections = Connections(self._site.port)
        headers = {"Authorization": f"Bearer {self._tokens['intake']}"}
        while True:
            number = self.account.sent
            self.account.sent += 1
            key = f"stop-{number}"
            try:
                body = body_of(number, self._chance)
                answer = await connections.post(INTAKE, body, {**headers, "Idempotency-Key": key})
            except Cut as cut:
                if isinstance(cut.__cause__, ConnectionRefusedError):
                    return
                self.account.unanswered.append(key)
                continue
            self.account.statuses[answer.status] += 1
            self.account.after_the_signal += time.monotonic() > self._told_at
            if answer.status in {200, 201}:
                self.account.acknowledged[key] = answer.json()["request_id"]

    async def _listen(self) -> None:
        """Hold a stream open and count it when it ends without a word."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._site.port)
        writer.write(
            f"GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:{self._site.port}\r\n"
            f"Authorization: Bearer {self._tokens['read']}\r\n\r\n".encode()
        )
        said = b""
        try:
            while piece := await reader.read(65536):
                said += piece
        except OSError:
            said = b""
        self.account.without_goodbye += _GOODBYE not in said or not said.endswith(b"0\r\n\r\n")
        writer.close()


def run(site: Site, *, stops: int, seed: int) -> dict[str, Any]:
    """Stop the server `stops` times under load; return what was seen and what the database says."""
    tokens = site.run("bench.company")
    clients = Clients(site, tokens, seed)
    warm = WarmProcess(site)
    try:
        for _ in range(stops):
            asyncio.run(clients.until_stopped(warm.fork()))
    finally:
        warm.close()
    account = clients.account
    audit = site.run("bench.audit", stdin=json.dumps(account.acknowledged))
    return {
        "stops": stops,
        "acknowledged": len(account.acknowledged),
        "statuses": dict(account.statuses),
        "answered_after_the_signal": account.after_the_signal,
        "unanswered": len(account.unanswered),
        "slowest_s": round(account.slowest_s, 2),
        "without_goodbye": account.without_goodbye,
        "other_statuses": sum(
            count for status, count in account.statuses.items() if status not in {200, 201, 503}
        ),
        "read_and_not_answered": audit["requests"] - len(account.acknowledged),
        "too_slow": int(account.slowest_s > LONGEST_S),
        **audit,
    }


def faults(result: dict[str, Any]) -> dict[str, Any]:
    """Return the findings that must be nothing and are not."""
    harmless = {
        "stops", "acknowledged", "statuses", "answered_after_the_signal", "unanswered", "slowest_s", "requests",
        "deals", "not_given_out",
    }  # fmt: skip
    return {n: v for n, v in result.items() if n not in harmless and v not in (0, "ok")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stops", type=int, default=20)
    parser.add_argument("--port", type=int, default=8122)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    chosen = parser.parse_args()
    server_url = os.environ.get("PRITOK_TEST_POSTGRES_URL", "")
    if chosen.postgres and not server_url:
        sys.exit("Put `python tools/ensure_postgres.py --` before the command.")
    database = postgres_database(server_url) if chosen.postgres else nullcontext("")
    with tempfile.TemporaryDirectory(prefix="pritok-stop-") as folder, database as url:
        result = run(Site(Path(folder), chosen.port, url), stops=chosen.stops, seed=chosen.seed)
    print(json.dumps(result, indent=2))
    wrong = faults(result)
    if wrong:
        sys.exit(f"faults: {wrong}")


if __name__ == "__main__":
    main()
