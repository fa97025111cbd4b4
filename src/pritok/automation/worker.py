"""The only loop: it reads facts, acts on them, gives waiting deals out, and tries again what failed before."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import OperationalError, connection, transaction

from pritok.accounts.actions import attempts, sessions
from pritok.automation.events import FactSkipped
from pritok.automation.reactions import AUTOMATION, react
from pritok.intake.actions.processing import retry_received
from pritok.journal import reading, waking
from pritok.journal.reading import PlacedFact
from pritok.journal.recording import LEADERS, record
from pritok.kit import turns
from pritok.routing.actions.giving import BATCH, give_out
from pritok.routing.queries import waiting_pipelines
from pritok.routing.rounds import ROUTING

_log = logging.getLogger("pritok.automation")

NAME = "automation"
# Where the last fact stands that had to be written off.
SKIPPED = "automation.skipped"
# Commits in this process wake the loop at once; this is for those of other processes, and for time itself.
POLL_S = 1.0
# Commits come in bursts: one look at all of them costs hardly more than one look at the first.
_GATHER_S = 0.1
HEARTBEAT_S = 15.0
_RETRY_EVERY_S = 5.0
_TIDY_EVERY_S = 3600.0
_FACTS = 500
_TRIES = 5
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0


@dataclass
class Chore:
    """Something the loop does now and then besides: rooms above this one hand theirs in."""

    name: str
    every_s: float
    do: Callable[[], None]
    done_at: float = field(default=0.0)


class Worker:
    """Call `run()` in a thread or as a process of its own; `stop()` from anywhere ends it after its step."""

    def __init__(self, chores: Sequence[Chore] = ()) -> None:
        self._chores = list(chores)
        self._woken = threading.Event()
        self._is_stopped = threading.Event()
        self._stumbles = 0
        self._failure = ""
        self._beat_at = 0.0
        self._retried_at = 0.0
        self._tidied_at = 0.0

    def run(self) -> None:
        forget = waking.on_commit_call(self._woken.set)
        pause_s = _FIRST_PAUSE_S
        # Chores speak to mail servers and the like: in a thread of their own they delay no clock and no deal.
        house = threading.Thread(target=self._keep_house, name="chores", daemon=True)
        house.start()
        try:
            while not self._is_stopped.is_set():
                try:
                    self._woken.clear()
                    if not self.step():
                        self._woken.wait(POLL_S)
                        self._is_stopped.wait(_GATHER_S)
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
            while self._give_out(pipeline_id) >= BATCH:
                if self._is_stopped.is_set():
                    return False
        if time.monotonic() - self._retried_at >= _RETRY_EVERY_S:
            self._retried_at = time.monotonic()
            retry_received(AUTOMATION)
        self._beat()
        self._tidy()
        return has_more

    def _give_out(self, pipeline_id: int) -> int:
        with turns.where_needed(turns.background):
            return give_out(ROUTING, pipeline_id=pipeline_id)

    def _read(self) -> bool:
        """Act on the next facts, all in one transaction; say whether there are more."""
        cursor = reading.cursor_of(NAME)
        facts = reading.read(after=cursor, limit=_FACTS)
        if not facts:
            return False
        if not self._act(facts):
            # One of them resists: alone, each gets its chance, and the one is found.
            for fact in facts:
                if not self._act([fact]):
                    self._stumble(fact)
                    return True
        self._stumbles = 0
        return len(facts) == _FACTS

    def _act(self, facts: Sequence[PlacedFact]) -> bool:
        try:
            with turns.where_needed(turns.background), transaction.atomic():
                react(facts)
                reading.advance(NAME, facts[-1].position)
        except OperationalError:
            raise  # the database is away or locked: no fact is to blame
        except Exception as failure:  # noqa: BLE001 - one fact must not stop the loop
            place = facts[0].position
            _log.exception("acting on %d facts from %d on failed", len(facts), place)
            self._failure = type(failure).__name__
            return False
        self._beat_at = time.monotonic()
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

    def _tidy(self) -> None:
        """Clear away sessions that are over and counters of tries nobody makes any more."""
        if time.monotonic() - self._tidied_at >= _TIDY_EVERY_S:
            self._tidied_at = time.monotonic()
            sessions.forget_ended()
            attempts.forget_old()

    def _keep_house(self) -> None:
        try:
            while not self._is_stopped.wait(POLL_S):
                self.do_chores()
        finally:
            connection.close()

    def do_chores(self) -> None:
        """Do what is due; a chore that fails is logged and comes again, and holds up no other."""
        for chore in self._chores:
            if self._is_stopped.is_set() or time.monotonic() - chore.done_at < chore.every_s:
                continue
            chore.done_at = time.monotonic()
            try:
                chore.do()
            except Exception:  # noqa: BLE001 - no chore may stop the others
                _log.exception("the chore %s failed", chore.name)
                connection.close()


def start_thread(chores: Sequence[Chore] = ()) -> tuple[Worker, threading.Thread]:
    """Start the loop beside the web server, in the same process."""
    worker = Worker(chores)
    thread = threading.Thread(target=worker.run, name="automation", daemon=True)
    thread.start()
    return worker, thread
