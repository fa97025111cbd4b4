"""The only loop: it reads facts, acts on them, gives waiting deals out, and tries again what failed before."""

import logging
import threading
import time

from django.db import connection, transaction

from pritok.automation.events import FactSkipped
from pritok.automation.reactions import AUTOMATION, react
from pritok.intake.actions.processing import retry_received
from pritok.journal import reading, waking
from pritok.journal.reading import PlacedFact
from pritok.journal.recording import LEADERS, record
from pritok.routing.actions.giving import BATCH, give_out
from pritok.routing.queries import waiting_pipelines
from pritok.routing.rounds import ROUTING

_log = logging.getLogger("pritok.automation")

NAME = "automation"
# Where the last fact stands that had to be written off.
SKIPPED = "automation.skipped"
# Commits in this process wake the loop at once; this is for those of other processes, and for time itself.
POLL_S = 1.0
HEARTBEAT_S = 15.0
_RETRY_EVERY_S = 5.0
_FACTS = 500
_TRIES = 5
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0


class Worker:
    """Call `run()` in a thread or as a process of its own; `stop()` from anywhere ends it after its step."""

    def __init__(self) -> None:
        self._woken = threading.Event()
        self._is_stopped = threading.Event()
        self._stumbles = 0
        self._failure = ""
        self._beat_at = 0.0
        self._retried_at = 0.0

    def run(self) -> None:
        forget = waking.on_commit_call(self._woken.set)
        pause_s = _FIRST_PAUSE_S
        try:
            while not self._is_stopped.is_set():
                try:
                    self._woken.clear()
                    if not self.step():
                        self._woken.wait(POLL_S)
                    pause_s = _FIRST_PAUSE_S
                except Exception:  # noqa: BLE001 - the database may be away; the loop outlives it
                    _log.exception("the loop failed; again in %.1f s", pause_s)
                    connection.close()
                    self._is_stopped.wait(pause_s)
                    pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)
        finally:
            forget()
            connection.close()

    def stop(self) -> None:
        self._is_stopped.set()
        self._woken.set()

    def step(self) -> bool:
        """Do what there is to do now; say whether more is waiting already."""
        has_more = self._read()
        for pipeline_id in waiting_pipelines():
            while give_out(ROUTING, pipeline_id=pipeline_id) >= BATCH:
                if self._is_stopped.is_set():
                    return False
        if time.monotonic() - self._retried_at >= _RETRY_EVERY_S:
            self._retried_at = time.monotonic()
            retry_received(AUTOMATION)
        self._beat()
        return has_more

    def _read(self) -> bool:
        """Act on the next facts in one transaction, up to the first one that resists."""
        cursor = reading.cursor_of(NAME)
        facts = reading.read(after=cursor, limit=_FACTS)
        if not facts:
            return False
        with transaction.atomic():
            done, resisting = cursor, None
            for fact in facts:
                if not self._act(fact):
                    resisting = fact
                    break
                done = fact.position
            if done > cursor:
                reading.advance(NAME, done)
                self._beat_at = time.monotonic()
        if resisting is None:
            self._stumbles = 0
            return len(facts) == _FACTS
        if done > cursor:
            self._stumbles = 0
        self._stumble(resisting)
        return True

    def _act(self, fact: PlacedFact) -> bool:
        try:
            with transaction.atomic():
                react(fact)
        except Exception as failure:  # noqa: BLE001 - one fact must not stop the loop
            _log.exception("acting on fact %d (%s) failed", fact.position, fact.kind)
            self._failure = type(failure).__name__
            return False
        return True

    def _stumble(self, fact: PlacedFact) -> None:
        """Wait before the next try; after the last one write the fact off where people see it."""
        self._stumbles += 1
        if self._stumbles < _TRIES:
            self._is_stopped.wait(_FIRST_PAUSE_S * 2 ** (self._stumbles - 1))
            return
        with transaction.atomic():
            skipped = FactSkipped(fact.position, fact.kind, self._failure)
            record(AUTOMATION, skipped, subject=f"fact:{fact.id}", audience=LEADERS, cause=fact.id)
            reading.advance(NAME, fact.position)
            reading.advance(SKIPPED, fact.position)
        self._stumbles = 0

    def _beat(self) -> None:
        if time.monotonic() - self._beat_at >= HEARTBEAT_S:
            self._beat_at = time.monotonic()
            reading.advance(NAME, reading.cursor_of(NAME))


def start_thread() -> tuple[Worker, threading.Thread]:
    """Start the loop beside the web server, in the same process."""
    worker = Worker()
    thread = threading.Thread(target=worker.run, name="automation", daemon=True)
    thread.start()
    return worker, thread
