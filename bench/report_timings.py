"""Timing one report as the server does it, and the same statements on the bare engine."""

import random
import statistics
import time
from typing import Any

import msgspec
from django.db import transaction

from bench.figures import Samples, spread
from pritok.accounts.actor import system
from pritok.analytics import mirror
from pritok.analytics.reports.report import Asked
from pritok.analytics.store import Mark
from pritok.api.reporting import ENDPOINTS
from pritok.api.reporting.questions import ReportQuery, question_of
from pritok.api.reporting.serving import Endpoint
from pritok.deals.events import DealEdited
from pritok.journal.recording import record


class Listening:
    """A cursor that remembers what was asked, to ask the same again without us."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self.asked: list[tuple[str, Any]] = []

    def execute(self, sql: str, parameters: Any = None) -> Any:
        self.asked.append((sql, parameters))
        return self._cursor.execute(sql, parameters)

    def fetchall(self) -> Any:
        return self._cursor.fetchall()

    def fetchnumpy(self) -> Any:
        return self._cursor.fetchnumpy()


def reports(key: str, query: dict[str, Any], rounds: int) -> dict[str, Any]:
    """Return server and bare times of a report with these filters, and their ratio."""
    endpoint = ENDPOINTS[key]
    asked = endpoint.query(**query)
    statements = _statements(endpoint, asked)
    server: Samples = []
    bare: Samples = []
    cpu: Samples = []
    # One after the other in each round, so that a busy machine burdens both alike.
    for _ in range(rounds + 3):
        started, used = time.perf_counter(), time.process_time()
        _answer(endpoint, asked)
        server.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - used) * 1000)
        bare.append(_bare(statements))
    server, bare, cpu = server[3:], bare[3:], cpu[3:]
    return {
        "server": spread(server),
        "bare": spread(bare),
        "ratio": round(statistics.median(server) / statistics.median(bare), 2),
        "cpu_p50": spread(cpu)["p50"],
    }


def catch_ups(rounds: int) -> dict[str, Any]:
    """Return wall times and the median processor time of catching up after changes of 1, 100, 1,000 deals."""
    figures: dict[str, Any] = {}
    for deals in (1, 100, 1000):
        samples = [_catch_up(deals) for _ in range(rounds)]
        wall, cpu = [wall for wall, _ in samples], [cpu for _, cpu in samples]
        figures[str(deals)] = {**spread(wall), "cpu_p50": spread(cpu)["p50"]}
    return figures


def _answer(endpoint: Endpoint, asked: ReportQuery) -> bytes:
    """Answer as the server does, but never from what was answered before."""
    mirror.forget_answers()
    return msgspec.json.encode(endpoint.shown(system("bench"), asked, "en"))


def _statements(endpoint: Endpoint, asked: ReportQuery) -> list[tuple[str, Any]]:
    question = question_of(endpoint.report, asked)

    def work(cursor: Any, mark: Mark) -> list[tuple[str, Any]]:
        listening: Any = Listening(cursor)
        endpoint.report.answer(Asked(listening, mark, question))
        return list(listening.asked)

    return mirror.read(work)[0]


def _bare(statements: list[tuple[str, Any]]) -> float:
    def work(cursor: Any, _: Mark) -> float:
        started = time.perf_counter()
        for sql, parameters in statements:
            cursor.execute(sql, parameters).fetchall()
        return (time.perf_counter() - started) * 1000

    return mirror.read(work)[0]


def _catch_up(deals: int) -> tuple[float, float]:
    sql = "select deal from deal order by hash(deal, $1) limit $2"
    seed = [random.random(), deals]
    rows = mirror.read(lambda cursor, _: cursor.execute(sql, seed).fetchall())[0]
    ids = [deal for (deal,) in rows]
    with transaction.atomic():
        for deal in ids:
            change = DealEdited(fields=["source"], dimensions={"source": random.randrange(1, 9)})
            record(
                system("bench"), change, subject=f"deal:{deal}", audience="everyone", deal_id=deal
            )
    started, used = time.perf_counter(), time.process_time()
    mirror.catch_up_now()
    return (time.perf_counter() - started) * 1000, (time.process_time() - used) * 1000
