"""One deal on its way through its facts: what it is at the moment and which stretches lie behind it."""

from operator import attrgetter
from typing import Any, NamedTuple

from pritok.analytics.folds import balls
from pritok.analytics.folds.contacts import Contacts
from pritok.analytics.folds.offers import Offers
from pritok.analytics.folds.standing import Marks, Pauses, Span, seconds
from pritok.analytics.folds.tasks import Tasks
from pritok.analytics.rows import (
    CALL,
    EMAIL,
    ENDED_LOST,
    ENDED_WON,
    HANDED_OVER,
    INCOMING,
    LOST,
    MEETING,
    MESSAGE,
    MOVED,
    NO_DIRECTION,
    NOTE,
    OFFER_OPENED,
    OFFER_SENT,
    OPEN,
    OUTGOING,
    RECORDING_HEARD,
    STANDING,
    TASK_DONE,
    WON,
)
from pritok.analytics.stages import StageOrder
from pritok.deals import events
from pritok.desk import events as desk
from pritok.offers import events as offers

_dimensions = attrgetter(*events.DIMENSIONS)
_STATES = {ENDED_WON: WON, ENDED_LOST: LOST}
_CHANNELS = {"call": CALL, "email": EMAIL, "message": MESSAGE, "meeting": MEETING}


class Stretch(NamedTuple):
    """A part of a visit in one owner's hands; `left_at` is None while the deal stands there."""

    pipeline: int
    stage: int
    visit: int
    segment: int
    owner: int | None
    entered_at: int
    left_at: int | None
    ending: int
    is_return: bool
    came_from: int | None
    moved_to: int | None


# When, kind, direction, success, seconds.
Done = tuple[int, int, int, bool, int | None]


class Folding:
    """Starts with `deal.created`; each `on_…` takes one more fact. A closed deal has no running stretch."""

    def __init__(self, order: StageOrder, at: int, fact: events.DealCreated) -> None:
        self._order = order
        self.created = fact
        self.created_at = at
        self.is_gone = False
        self.facts = 1
        self.state = OPEN
        self.owner: int | None = None
        self.first_owner: int | None = None
        self.first_assigned_at: int | None = None
        self.handovers = self.moves = self.returns = self.reopens = 0
        self.pipeline = fact.pipeline
        self.amount = fact.amount_minor
        self.dimensions = dict(zip(events.DIMENSIONS, _dimensions(fact), strict=True))
        self.lines: list[events.Line] = []
        self.pauses = Pauses()
        self.contacts = Contacts()
        self.tasks: Tasks | None = None
        self.offers: Offers | None = None
        self.done: list[Done] = []
        # What moved the ball, in the order of recording, and the times between a closing and a reopening.
        self.points: list[balls.Point] = []
        self.shut: list[Span] = []
        self.given: list[tuple[int, int | None]] = []
        self.answered_at: int | None = None
        self.closed_at: int | None = None
        self.closed_owner: int | None = None
        self.lost: events.DealLost | events.DealReasonChanged | None = None
        self._marks: dict[int, Marks] = {}
        self._past: list[Stretch] = []
        self._since: int | None = at
        self._visit = 0
        self._is_return = False
        self._came_from: int | None = None
        self._enter(fact.stage, fact.stage_position, at)
        self._give(fact.owner, at)

    @property
    def marks(self) -> Marks:
        """The first marks in the pipeline the deal is in now."""
        return self._marks[self.pipeline]

    def stretches(self) -> list[Stretch]:
        """Return all stretches in order, the running one last."""
        if self._since is None:
            return self._past
        return [*self._past, self._stretch(self._since, None, STANDING)]

    def on_moved(self, at: int, fact: events.DealMoved) -> None:
        pipeline = fact.pipeline or self.pipeline
        is_same_pipeline, former = pipeline == self.pipeline, self._rank
        if fact.to_stage == self.stage and is_same_pipeline:
            return
        self._cut(at, MOVED, fact.to_stage)
        self.pipeline, self._came_from = pipeline, self.stage
        self._enter(fact.to_stage, fact.to_position, at)
        self.moves += 1
        self._is_return = is_same_pipeline and self._rank < former
        self.returns += self._is_return

    def on_assigned(self, at: int, fact: events.DealAssigned) -> None:
        if fact.to_owner == self.owner:
            return
        self.handovers += self.owner is not None and fact.to_owner is not None
        self._cut(at, HANDED_OVER)
        self._segment += 1
        self.given.append((at, fact.to_owner))
        if fact.to_owner is None:
            self.points.append((at, balls.RELEASED))
        elif self.owner is None:
            self.points.append((at, balls.OWNED))
        self._give(fact.to_owner, at)

    def on_edited(self, _at: int, fact: events.DealEdited) -> None:
        self.dimensions.update(fact.dimensions)
        if fact.amount_minor is not None or "amount" in fact.fields:
            self.amount = fact.amount_minor

    def on_lines(self, _at: int, fact: events.DealLinesChanged) -> None:
        self.lines, self.amount = fact.lines, fact.amount_minor

    def on_won(self, at: int, fact: events.DealWon) -> None:
        self._close(at, ENDED_WON, fact.amount_minor)
        self.lost = None

    def on_lost(self, at: int, fact: events.DealLost) -> None:
        self._close(at, ENDED_LOST, fact.amount_minor)
        self.lost = fact

    def on_reason_changed(self, _at: int, fact: events.DealReasonChanged) -> None:
        """Take the reason found later; of a deal that is not lost any more it says nothing."""
        if self.lost is not None:
            self.lost = fact

    def on_reopened(self, at: int, _fact: events.DealReopened) -> None:
        if self.closed_at is None:
            return
        self.shut.append((self.closed_at, at))
        self.state, self.closed_at, self.closed_owner, self.lost = OPEN, None, None, None
        self.reopens += 1
        self._segment += 1
        self._since = at

    def on_paused(self, at: int, fact: events.DealPaused) -> None:
        self.pauses.begin(at, seconds(fact.until))

    def on_resumed(self, at: int, _fact: events.DealResumed) -> None:
        self.pauses.end(at)

    def on_answered(self, at: int, _fact: events.DealAnswered) -> None:
        self.answered_at = at if self.answered_at is None else self.answered_at

    def on_contact(self, at: int, fact: desk.ContactMade) -> None:
        if fact.is_automatic:
            return
        has_touched = self.contacts.add(at, fact)
        kind = _CHANNELS.get(fact.channel, MESSAGE)
        is_success = fact.answered or kind != CALL
        if fact.direction == "in":
            self.points.append((at, balls.OURS_NOW))
            self.done.append((at, kind, INCOMING, is_success, fact.seconds))
            return
        if has_touched:
            self.points.append((at, balls.CLIENTS_NOW))
        self.done.append((at, kind, OUTGOING, is_success, fact.seconds))

    def on_note(self, at: int, _fact: None) -> None:
        self.done.append((at, NOTE, NO_DIRECTION, True, None))

    def on_heard(self, at: int, fact: desk.RecordingHeard) -> None:
        self.done.append((at, RECORDING_HEARD, NO_DIRECTION, True, fact.seconds))

    def on_planned(self, _at: int, fact: desk.TaskPlanned) -> None:
        self._tasks().plan(str(fact.task), seconds(fact.due_at))

    def on_task_moved(self, _at: int, fact: desk.TaskMoved) -> None:
        self._tasks().move(str(fact.task), seconds(fact.due_at))

    def on_task_done(self, at: int, fact: desk.TaskDone) -> None:
        self._tasks().finish(str(fact.task), on_time=fact.on_time)
        self.done.append((at, TASK_DONE, NO_DIRECTION, fact.on_time, None))

    def on_task_cancelled(self, _at: int, fact: desk.TaskCancelled) -> None:
        self._tasks().cancel(str(fact.task))

    def on_offer_sent(self, at: int, fact: offers.OfferSent) -> None:
        self._offers().send(str(fact.offer), at)
        self.points.append((at, balls.CLIENTS_NOW))
        self.done.append((at, OFFER_SENT, NO_DIRECTION, True, None))

    def on_offer_opened(self, at: int, fact: offers.OfferOpened) -> None:
        self._offers().open(str(fact.offer), at)
        self.done.append((at, OFFER_OPENED, NO_DIRECTION, True, None))

    def on_gone(self, _at: int, _fact: Any) -> None:
        self.is_gone = True

    def _tasks(self) -> Tasks:
        self.tasks = self.tasks or Tasks()
        return self.tasks

    def _offers(self) -> Offers:
        self.offers = self.offers or Offers()
        return self.offers

    def _enter(self, stage: int, position: int, at: int) -> None:
        self.stage, self.stage_entered_at = stage, at
        self._rank = self._order.rank(stage, self.pipeline, position)
        self._visit += 1
        self._segment = 1
        marks = self._marks.setdefault(self.pipeline, Marks())
        marks.stand(self._rank, at, self.owner)

    def _give(self, owner: int | None, at: int) -> None:
        self.owner = owner
        if owner is None:
            return
        if self.first_owner is None:
            self.first_owner, self.first_assigned_at = owner, at
        for marks in self._marks.values():
            marks.claim(owner)

    def _close(self, at: int, ending: int, amount: int | None) -> None:
        self._cut(at, ending)
        self._since = None
        self.pauses.end(at)
        self.state = _STATES[ending]
        self.closed_at, self.closed_owner = at, self.owner
        self.amount = self.amount if amount is None else amount

    def _cut(self, at: int, ending: int, moved_to: int | None = None) -> None:
        """End the running stretch. A time given by hand may lie before its beginning: it then lasted 0 s."""
        if self._since is None:
            return
        left = max(at, self._since)
        self._past.append(self._stretch(self._since, left, ending, moved_to))
        self._since = left

    def _stretch(
        self, since: int, left: int | None, ending: int, moved_to: int | None = None
    ) -> Stretch:
        place = (self.pipeline, self.stage, self._visit, self._segment, self.owner)
        whence = (self._is_return, self._came_from, moved_to)
        return Stretch(*place, since, left, ending, *whence)
