"""kill -9 under load, many times: python -m bench.kill --kills 200. Nothing acknowledged may be lost or doubled.

Senders keep an account of every key: acknowledged with which id, or unknown because the server died under the
request. Unknown ones are sent again with the same key after the restart, as an honest client would.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.intake_load import INTAKE, body_of
from bench.raw_http import Connections, Cut
from bench.server_process import Site, WarmProcess, kill, postgres_database

SENDERS = 6
# Longer than a person would wait, shorter than a bug may hide.
_GIVE_UP_S = 40.0


@dataclass
class Account:
    """What the senders know. `answers` also holds the answer of a repeated key, which must be the same."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, dict[str, Any]] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    retried: int = 0
    sent: int = 0

    def acknowledge(self, key: str, request_id: str) -> None:
        before = self.acknowledged.setdefault(key, request_id)
        if before != request_id:
            self.changed.append(key)
        self.unknown.pop(key, None)


class Senders:
    """Clients that send as fast as they are answered, each on a connection of its own."""

    def __init__(self, port: int, token: str, seed: int) -> None:
        self._port = port
        self._token = token
        self._chance = random.Random(seed)
        self.account = Account()

    async def until_killed(self, pid: int, *, after_s: float) -> None:
        """Load the server, kill it after `after_s`, and come back when every sender has noticed."""
        tasks = [asyncio.create_task(self._send_on()) for _ in range(SENDERS)]
        await asyncio.sleep(after_s)
        kill(pid)
        await asyncio.gather(*tasks)

    async def settle(self) -> None:
        """Send every unknown key again, twice, until it is acknowledged."""
        connections = Connections(self._port)
        unknown = list(self.account.unknown.items())
        for _ in range(2):
            await asyncio.gather(*[self._insist(connections, key, body) for key, body in unknown])
        self.account.retried += len(unknown)
        connections.close()

    async def _send_on(self) -> None:
        connections = Connections(self._port)
        while True:
            number = self.account.sent
            self.account.sent += 1
            key, body = f"kill-{number}", body_of(number, self._chance)
            self.account.unknown[key] = body
            if not await self._try(connections, key, body):
                return

    async def _insist(self, connections: Connections, key: str, body: dict[str, Any]) -> None:
        deadline = time.monotonic() + _GIVE_UP_S
        while not await self._try(connections, key, body) or key in self.account.unknown:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{key} was never acknowledged")
            await asyncio.sleep(0.1)

    async def _try(self, connections: Connections, key: str, body: dict[str, Any]) -> bool:
        """Send once; False when the connection was cut. A refusal leaves the key unknown."""
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": key}
        try:
            answer = await connections.post(INTAKE, body, headers)
        except Cut:
            return False
        if answer.status in {200, 201}:
            self.account.acknowledge(key, answer.json()["request_id"])
        elif answer.status < 500 and answer.status != 429:
            raise RuntimeError(f"{key}: {answer.status} {answer.body!r}")
        return True


def run(site: Site, *, kills: int, seed: int) -> dict[str, Any]:
    """Kill the server `kills` times under load and return what is wrong afterwards, and how much was tried."""
    tokens = site.run("bench.company")
    chance = random.Random(seed)
    senders = Senders(site.port, tokens["intake"], seed)
    warm = WarmProcess(site)
    restarts = []
    try:
        for _ in range(kills):
            began = time.monotonic()
            pid = warm.fork()
            restarts.append(time.monotonic() - began)
            asyncio.run(senders.settle())
            asyncio.run(senders.until_killed(pid, after_s=chance.uniform(0.005, 0.5)))
        pid = warm.fork()
        asyncio.run(senders.settle())
        _wait_for_worker(site, senders)
        kill(pid)
    finally:
        warm.close()
    account = senders.account
    return {
        "kills": kills,
        "acknowledged": len(account.acknowledged),
        "retried": account.retried,
        "unknown": len(account.unknown),
        "changed_answers": len(account.changed),
        "slowest_restart_s": round(max(restarts), 2),
        **site.run("bench.audit", stdin=json.dumps(account.acknowledged)),
    }


def _wait_for_worker(site: Site, senders: Senders) -> None:
    """Give the worker time to hand out what the last kill interrupted."""
    deadline = time.monotonic() + _GIVE_UP_S
    told = json.dumps(senders.account.acknowledged)
    while time.monotonic() < deadline:
        time.sleep(1.0)
        if site.run("bench.audit", stdin=told)["not_given_out"] == 0:
            return


def faults(result: dict[str, Any]) -> dict[str, Any]:
    """Return the findings that must be nothing and are not."""
    harmless = {"kills", "acknowledged", "retried", "slowest_restart_s", "requests", "deals"}
    return {
        name: value
        for name, value in result.items()
        if name not in harmless and value not in (0, "ok")
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--port", type=int, default=8121)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    chosen = parser.parse_args()
    server_url = os.environ.get("PRITOK_TEST_POSTGRES_URL", "")
    if chosen.postgres and not server_url:
        sys.exit("Put `python tools/ensure_postgres.py --` before the command.")
    database = postgres_database(server_url) if chosen.postgres else nullcontext("")
    with tempfile.TemporaryDirectory(prefix="pritok-kill-") as folder, database as url:
        result = run(Site(Path(folder), chosen.port, url), kills=chosen.kills, seed=chosen.seed)
    print(json.dumps(result, indent=2))
    wrong = faults(result)
    if wrong:
        sys.exit(f"faults: {wrong}")


if __name__ == "__main__":
    main()
