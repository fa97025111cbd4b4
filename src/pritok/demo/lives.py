"""The bookkeeping of one story: its clock, what happened so far, and the moment where the present cuts it off."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from pritok.deals.history import Assigned, Lines, Lost, Moved, Paused, Resumed, Step, Won
from pritok.deals.lines import LineDraft
from pritok.demo.rhythm import DAY_S, moment
from pritok.demo.world import Seller, World
from pritok.desk.history import Contacted, Noted, Planned

HOUR_S = 3600.0


class NotYet(Exception):
    """What comes next has not happened: the story ends with an open deal."""


class Life:
    """A deal on its way. `at` is its present moment; every verb appends what happened then."""

    def __init__(self, world: World, rng: Random, created: float) -> None:
        self._world = world
        self.rng = rng
        self.at = created
        self.owner: Seller | None = None
        self.steps: list[Step] = []
        self.contacts: list[Contacted] = []
        self.notes: list[Noted] = []
        self._tasks: list[Planned] = []
        self._next: Planned | None = None
        # When an offer went out, by whom, what was in it, and when the client looked at it.
        self.offer: tuple[float, int, Sequence[LineDraft], list[float]] | None = None
        self.was_answered = False
        # The moment behind the present at which the story would have gone on.
        self.ahead: float | None = None

    def wait(self, seconds: float) -> None:
        """Let wall-clock time pass, for what clients and calendars do."""
        self._reach(self.at + seconds)

    def work(self, seconds: float) -> None:
        """Let the owner's working time pass, at the owner's pace."""
        pace = self.owner.pace if self.owner else 1.0
        self._reach(self._world.clock.later(self.at, seconds * pace))

    def happens(self, step: Step) -> None:
        self.steps.append(step)

    @property
    def tasks(self) -> list[Planned]:
        """All next steps so far, the one that is still open last."""
        return self._tasks if self._next is None else [*self._tasks, self._next]

    def assign(self, seller: Seller, how: str) -> None:
        self.owner = seller
        if self._next is not None:
            hands = [*self._next.hands, (moment(self.at), seller.id)]
            self._next = replace(self._next, hands=hands)
        self.steps.append(Assigned(moment(self.at), seller.id, how))

    def move(self, stage: int) -> None:
        self.steps.append(Moved(moment(self.at), stage))

    def reach_out(self, channel: str, *, answered: bool, text: str = "") -> None:
        """The owner calls or writes; the first time the client is reached stops the answer clock."""
        self.was_answered |= answered
        self._contact(channel, "out", answered, text)

    def hear(self, channel: str, text: str = "") -> None:
        """The client calls or writes."""
        self._contact(channel, "in", True, text)

    def send_offer(self) -> None:
        """Send what is on the table by mail; most clients open it, some more than once, at any hour."""
        assert self.owner is not None
        lines = next(step.lines for step in reversed(self.steps) if isinstance(step, Lines))
        looks: list[float] = []
        at = self.at
        while self.rng.random() < (0.55 if looks else 0.74):
            at += self.rng.expovariate(1 / (9 * HOUR_S))
            if at < self._world.now:
                looks.append(at)
        self.offer = (self.at, self.owner.id, lines, looks)

    def note(self, text: str) -> None:
        self.notes.append(Noted(moment(self.at), text, self.owner.id if self.owner else None))

    def plan(self, kind: str, title: str, due: float) -> None:
        """The owner plans the next step."""
        assert self.owner is not None
        self._next = Planned(moment(self.at), kind, title, moment(due), self.owner.id)

    def later(self, seconds: float) -> float:
        """Return the moment after so many seconds of the owner's working time, at their pace."""
        assert self.owner is not None
        return self._world.clock.later(self.at, seconds * self.owner.pace)

    @property
    def needs_plan(self) -> bool:
        """Whether the deal is being worked on at present and nothing stands in the calendar."""
        if self.ahead is None or not self.was_answered or self._next is not None:
            return False
        return not isinstance(self.steps[-1], Won | Lost)

    def postpone(self, within: float) -> None:
        """Whatever was to be done next will be done later."""
        if self._next is None:
            return
        due_at = moment(self._world.clock.later(self.at, within))
        self._next = replace(self._next, moves=[*self._next.moves, (moment(self.at), due_at)])

    @property
    def was_postponed(self) -> bool:
        return self._next is not None and bool(self._next.moves)

    def finish(self, *, is_done: bool = True) -> None:
        """The next step, if there is one, is done, or there is no need for it any more."""
        if self._next is None:
            return
        now = moment(self.at)
        done_at, cancelled_at = (now, None) if is_done else (None, now)
        self._tasks.append(replace(self._next, done_at=done_at, cancelled_at=cancelled_at))
        self._next = None

    def pause(self, days: float, reason: str) -> None:
        """Put the deal aside until a day, and take it up again then."""
        until = moment(self.at + days * DAY_S)
        self.steps.append(Paused(moment(self.at), until, reason))
        self.wait(days * DAY_S)
        self.steps.append(Resumed(moment(self.at)))

    def _contact(self, channel: str, direction: str, answered: bool, text: str) -> None:
        seconds = None
        if channel == "call":
            seconds = int(25 + self.rng.expovariate(1 / 170)) if answered else 0
        person = self.owner.id if self.owner else None
        self.contacts.append(
            Contacted(moment(self.at), channel, direction, answered, seconds, person, False, text)
        )

    def _reach(self, at: float) -> None:
        if at >= self._world.now:
            self.ahead = at
            raise NotYet
        self.at = at
