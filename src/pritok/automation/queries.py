"""How the loop is doing, for /health and `pritok doctor`."""

from dataclasses import dataclass
from datetime import timedelta

from pritok.automation.worker import HEARTBEAT_S, NAME, SKIPPED
from pritok.intake.queries import failed_requests
from pritok.journal import reading
from pritok.journal.models import ReaderCursor
from pritok.kit import clock
from pritok.routing.queries import stuck_deals

_ALIVE_FOR = timedelta(seconds=3 * HEARTBEAT_S)


@dataclass(frozen=True, slots=True)
class WorkerState:
    """`state`: running, silent (it was there before) or absent; `lag` counts facts not read yet.

    `skipped` is the position of the last fact the loop had to write off, 0 for none.
    """

    state: str
    lag: int
    skipped: int
    failed_requests: int
    stuck_deals: int

    @property
    def needs_a_look(self) -> bool:
        return self.state != "running" or bool(
            self.skipped or self.failed_requests or self.stuck_deals
        )


def worker_state() -> WorkerState:
    """Return whether the loop is alive, how far behind, and what it left for people to look at."""
    row = ReaderCursor.objects.filter(name=NAME).first()
    state, position = "absent", 0
    if row is not None:
        position = row.position
        state = "running" if clock.now() - row.updated_at < _ALIVE_FOR else "silent"
    return WorkerState(
        state=state,
        lag=max(0, reading.head() - position),
        skipped=reading.cursor_of(SKIPPED),
        failed_requests=failed_requests(),
        stuck_deals=stuck_deals(),
    )
