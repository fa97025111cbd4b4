"""Stays in stages once more: slow, obvious, from the facts of each story alone."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from pritok.deals import events
from pritok.kit.working_time import WorkingCalendar
from tests.analytics.stories import ORDER, Story

# As the organisation of the tests has it.
CALENDAR = WorkingCalendar(
    ZoneInfo("Europe/Moscow"), {day: [(time(9), time(18))] for day in range(5)}
)


@dataclass
class Stretch:
    """`end` is None while it lasts, else moved, handed, won or lost. Pauses are [from, until]."""

    visit: int
    pipeline: int
    stage: int
    owner: int
    since: int
    is_back: bool
    came_from: int | None
    left: int | None = None
    end: str | None = None
    moved_to: int | None = None
    pauses: list[list[int]] = field(default_factory=list)

    def working_s(self, now: int) -> int:
        end = now if self.left is None else self.left
        paused = sum(
            _between(max(start, self.since), min(until, end)) for start, until in self.pauses
        )
        return _between(self.since, end) - paused


class _Way:
    """One deal on its way through its facts."""

    def __init__(self, at: int, fact: events.DealCreated) -> None:
        self.found: list[Stretch] = []
        self.pauses: list[list[int]] = []
        self.is_open, self.visit = True, 1
        self.stage, self.pipeline, self.owner = fact.stage, fact.pipeline, fact.owner or 0
        self.came_from: int | None = None
        self.begin(at)

    def begin(self, at: int, *, is_back: bool = False) -> None:
        place = (self.visit, self.pipeline, self.stage, self.owner, at, is_back, self.came_from)
        self.found.append(Stretch(*place, pauses=self.pauses))

    def cut(self, at: int, end: str, moved_to: int | None = None) -> None:
        self.found[-1].left, self.found[-1].end, self.found[-1].moved_to = at, end, moved_to

    def end_pause(self, at: int) -> None:
        if self.pauses:
            self.pauses[-1][1] = min(self.pauses[-1][1], at)

    def take(self, at: int, fact: Any) -> None:
        if isinstance(fact, events.DealMoved) and fact.to_stage != self.stage:
            self.move(at, fact)
        elif isinstance(fact, events.DealAssigned) and (fact.to_owner or 0) != self.owner:
            self.owner = fact.to_owner or 0
            if self.is_open:
                self.cut(at, "handed")
                self.begin(at)
        elif isinstance(fact, events.DealWon | events.DealLost):
            self.cut(at, "won" if isinstance(fact, events.DealWon) else "lost")
            self.is_open = False
            self.end_pause(at)
        elif isinstance(fact, events.DealReopened):
            self.is_open = True
            self.begin(at)
        elif isinstance(fact, events.DealPaused | events.DealResumed):
            self.end_pause(at)
            if isinstance(fact, events.DealPaused):
                self.pauses.append([at, int(datetime.fromisoformat(fact.until).timestamp())])

    def move(self, at: int, fact: events.DealMoved) -> None:
        self.cut(at, "moved", fact.to_stage)
        is_back = fact.pipeline == self.pipeline and fact.to_position < ORDER[self.stage].position
        self.came_from, self.stage, self.pipeline = self.stage, fact.to_stage, fact.pipeline or 0
        self.visit += 1
        self.begin(at, is_back=is_back)


def stretches(story: Story) -> list[Stretch]:
    """Return the stretches of a story in order; a deal that counts no more has none."""
    way: _Way | None = None
    for at, fact, _ in story.steps:
        if isinstance(fact, events.DealCreated):
            way = _Way(at, fact)
        elif isinstance(fact, events.DealDeleted | events.DealMerged):
            return []
        elif way is not None:
            way.take(at, fact)
    return way.found if way else []


def quantile(observed: list[tuple[int, bool]], share: Fraction) -> int | None:
    """Return the Kaplan–Meier quantile of (duration, has ended), by its definition."""
    staying = Fraction(1)
    for at in sorted({lasted for lasted, ended in observed if ended}):
        at_risk = sum(1 for lasted, _ in observed if lasted >= at)
        staying *= 1 - Fraction(observed.count((at, True)), at_risk)
        if staying <= 1 - share:
            return at
    return None


def _between(start: int, end: int) -> int:
    begins, ends = (datetime.fromtimestamp(at, UTC) for at in (start, end))
    return CALENDAR.seconds_between(begins, ends)


def bounced(stretch: Stretch) -> bool:
    return stretch.end == "moved" and stretch.moved_to == stretch.came_from
