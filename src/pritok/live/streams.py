"""One open stream: how far its client has come, and what is to be said to it now. It knows no clock and no loop."""

from collections.abc import Iterable

from pritok.accounts.actor import Actor
from pritok.kit import clock
from pritok.live import wire
from pritok.live.rights import Credential
from pritok.live.window import Window

HEARTBEAT_S = 15.0
TICK_S = 1.0
# Whoever missed more than this asks for everything anew, which is cheaper; but not all the time.
MOST_AT_ONCE = 500
RESYNC_S = 2.0
# A page gets its first answers while its stream is still connecting: what changed meanwhile is said again.
OVERLAP_S = 5.0


class Stream:
    """Times are seconds of one monotonic clock. Until the first `grant` and `begin` nothing is told."""

    def __init__(self, *, actor: Actor, credential: Credential, last_seen: int | None) -> None:
        self.actor = actor
        self.credential = credential
        self.is_over = False
        self.is_ending = False
        self._reason = ""
        self._last_seen = last_seen
        self._window: Window | None = None
        self._is_granted = False
        self._verdicts: dict[str, bool] = {}
        self._position = self._ticked = 0
        self._needs_resync = False
        self._said_at = self._ticked_at = self._resynced_at = float("-inf")

    @property
    def key(self) -> tuple[str, str]:
        """Whose stream this is, for counting: all sessions of a person are one."""
        return self.actor.kind, self.actor.id

    def grant(self, actor: Actor) -> None:
        """Take in what this client may hear from now on."""
        if actor != self.actor:
            self.actor = actor
            self._verdicts.clear()
            # What is on the screen was asked with other rights.
            self._needs_resync = True
        self._is_granted = True

    def begin(self, window: Window) -> bool:
        """Find the place to go on from, once, when `window` has what the client may have missed; say if it was now."""
        if self._window is not None or not self._is_granted:
            return False
        self._window = window
        if self._last_seen is None:
            self._position = window.position_at(clock.now().timestamp() - OVERLAP_S)
        elif window.covers(self._last_seen):
            self._position = self._last_seen
        else:
            self._needs_resync = True
        self._ticked = self._position
        return True

    def end(self, reason: str) -> None:
        self._reason = self._reason or reason
        self.is_ending = True

    def hears_any(self, audiences: Iterable[str]) -> bool:
        return any(self._hears(audience) for audience in audiences)

    def next_bytes(self, now: float) -> bytes:
        """Return what is to be sent now; empty when the client knows all it may know."""
        if self.is_ending:
            self.is_over = True
            return wire.goodbye(self._reason)
        said = b"" if self._window is None else self._news(self._window, now)
        if not said and now - self._said_at >= HEARTBEAT_S:
            said = wire.HEARTBEAT
        if said:
            self._said_at = now
        return said

    def silence_s(self, now: float) -> float:
        """Return for how long nothing has to be said unless something happens."""
        until = self._said_at + HEARTBEAT_S
        if self._window is None:
            return max(0.0, until - now)
        if self._needs_resync:
            until = min(until, self._resynced_at + RESYNC_S)
        elif self._position > self._ticked:
            until = min(until, self._ticked_at + TICK_S)
        return max(0.0, until - now)

    def _news(self, window: Window, now: float) -> bytes:
        said = self._first_place()
        if not self._needs_resync:
            said += self._changes(window)
        if self._needs_resync:
            return self._resync(window, now)
        if self._position > self._ticked and now - self._ticked_at >= TICK_S:
            self._ticked, self._ticked_at = self._position, now
            said += wire.tick(self._position)
        return said

    def _first_place(self) -> bytes:
        if self._last_seen is not None:
            return b""
        self._last_seen = self._position
        return wire.place(self._position)

    def _changes(self, window: Window) -> bytes:
        if not window.covers(self._position):
            self._needs_resync = True
            return b""
        heard = [e.event for e in window.after(self._position) if self._hears(e.audience)]
        self._needs_resync = len(heard) > MOST_AT_ONCE
        self._position = window.end
        return b"".join(heard)

    def _resync(self, window: Window, now: float) -> bytes:
        if now - self._resynced_at < RESYNC_S:
            return b""
        self._resynced_at, self._needs_resync = now, False
        self._position = self._ticked = window.end
        return wire.resync(self._position)

    def _hears(self, audience: str) -> bool:
        verdict = self._verdicts.get(audience)
        if verdict is None:
            verdict = self._verdicts[audience] = self.actor.hears(audience)
        return verdict
