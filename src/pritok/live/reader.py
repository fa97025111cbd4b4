"""The thread that reads the journal for all streams of a process, and looks who may still listen."""

import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import structlog
from django.db import connection

from pritok.accounts.actor import Actor
from pritok.journal import reading, waking
from pritok.live import rights, window
from pritok.live.rights import Credential
from pritok.live.window import Entry

# Commits of this process wake the reader; this is for those of others.
POLL_S = 0.5
# A burst of commits is one look at the journal and one round through the streams.
GATHER_S = 0.05
# Half of what a disabled person may still hear: one failed look must not break the promise.
JUDGE_S = 5.0
_PAUSE_S = 1.0
_BATCH = 1_000
_log = structlog.get_logger("pritok.live")


@dataclass(frozen=True)
class Batch:
    """What one look, begun at `began_at` of the monotonic clock, brought.

    `floor`: everything up to there was left out. `actors`: who may hear what by now.
    """

    began_at: float
    entries: Sequence[Entry]
    floor: int | None
    actors: Mapping[Credential, Actor | None]
    is_newest: bool


class Reader(threading.Thread):
    """Reads on from `position`. `publish` takes what was found; `goes_on` says whether anybody listens."""

    def __init__(
        self,
        *,
        position: int,
        publish: Callable[["Reader", Batch], None],
        listening: Callable[[], Collection[Credential]],
        goes_on: Callable[["Reader"], bool],
    ) -> None:
        super().__init__(name="live", daemon=True)
        self._position = position
        self._publish = publish
        self._listening = listening
        self._goes_on = goes_on
        self._woken = threading.Event()
        self._is_asked = threading.Event()
        self._judged_at = float("-inf")
        self._is_behind = False

    def judge_soon(self) -> None:
        """Somebody new listens: nothing is told to them before their rights have been looked up."""
        self._is_asked.set()
        self._woken.set()

    def wake(self) -> None:
        self._woken.set()

    def run(self) -> None:
        forget = waking.on_commit_call(self._woken.set)
        try:
            while self._goes_on(self):
                self._woken.clear()
                try:
                    has_more = self._look()
                except Exception:  # noqa: BLE001 - the database may be away; the streams outlive it
                    _log.warning("live_cannot_read", exc_info=True)
                    connection.close()
                    self._is_asked.set()
                    time.sleep(_PAUSE_S)
                    continue
                if not has_more:
                    time.sleep(GATHER_S)
                    self._woken.wait(POLL_S - GATHER_S)
        finally:
            forget()
            connection.close()

    def _look(self) -> bool:
        """Publish the next facts; say whether more are waiting."""
        began_at = time.monotonic()
        is_due = self._is_asked.is_set() or began_at - self._judged_at >= JUDGE_S
        self._is_asked.clear()
        facts = reading.read(after=self._position, limit=_BATCH)
        has_more = len(facts) == _BATCH
        floor = self._leap(facts[-1].position) if has_more else None
        if floor is not None:
            facts = []
        # Looked up after the facts were read, so nothing goes out by rights that one of them took away.
        actors: Mapping[Credential, Actor | None] = {}
        if is_due or floor is not None or rights.may_have_changed(facts):
            actors = rights.actors_now(self._listening())
            self._judged_at = began_at
        if facts:
            self._position = facts[-1].position
        if facts or actors or self._is_behind:
            entries = [window.entry_of(fact) for fact in facts]
            self._publish(self, Batch(began_at, entries, floor, actors, is_newest=not has_more))
        self._is_behind = has_more
        return has_more

    def _leap(self, position: int) -> int | None:
        """Pass over what nobody will ask for one by one; return the new beginning, None if there is no need."""
        newest = reading.head()
        if newest - position <= window.KEPT:
            return None
        self._position = newest - window.KEPT
        return self._position
