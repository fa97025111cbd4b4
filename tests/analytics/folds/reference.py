"""The columns of the mirror once more, from their definitions: slow, obvious, moment by moment, from the raw facts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from pritok.analytics.rows import (
    CALL,
    CLIENTS,
    EMAIL,
    IDLE,
    MEETING,
    MESSAGE,
    NOTE,
    OFFER_OPENED,
    OFFER_SENT,
    OURS,
    QUEUE,
    RECORDING_HEARD,
    TASK_DONE,
)
from pritok.deals import events
from pritok.desk import events as desk
from pritok.kit.working_time import WorkingCalendar
from pritok.offers import events as offers
from tests.analytics.stories import STAGES, Story

Timed = tuple[int, Any]
Span = tuple[int, int]
_CHANNELS = {"call": CALL, "email": EMAIL, "message": MESSAGE, "meeting": MEETING}


@dataclass
class Past:
    """The facts of one deal that counts, in the order of recording, the creation first."""

    facts: list[Timed]
    calendar: WorkingCalendar

    @property
    def created(self) -> Timed:
        return self.facts[0]

    @property
    def latest(self) -> int:
        return max(at for at, _ in self.facts)

    def of(self, *kinds: type[Any]) -> list[Timed]:
        return [(at, fact) for at, fact in self.facts if isinstance(fact, kinds)]

    def working_s(self, since: int, until: int) -> int:
        """Working seconds between two moments, below zero when they come the other way round."""
        if until < since:
            return -self.working_s(until, since)
        return self.calendar.seconds_between(_utc(since), _utc(until))


def past_of(story: Story, calendar: WorkingCalendar) -> Past | None:
    facts = [(at, fact) for at, fact, _ in story.steps]
    gone = (events.DealDeleted, events.DealMerged)
    if not facts or any(isinstance(fact, gone) for _, fact in facts):
        return None
    return Past(facts, calendar)


def closed_at(past: Past) -> int | None:
    last = None
    for at, fact in past.of(events.DealWon, events.DealLost, events.DealReopened):
        last = None if isinstance(fact, events.DealReopened) else at
    return last


def owner_at(past: Past, at: int) -> int | None:
    """The last one who was given the deal until then; of one second, the one recorded last."""
    given = [(then, fact.to_owner) for then, fact in past.of(events.DealAssigned) if then <= at]
    first: int | None = past.created[1].owner
    if not given:
        return first
    latest = max(then for then, _ in given)
    owners: list[int | None] = [owner for then, owner in given if then == latest]
    return owners[-1]


def pauses(past: Past) -> tuple[list[Span], Span | None]:
    """Pauses as they came out, and the one that nothing has ended but perhaps its date."""
    finished, running = [], None
    kinds = (events.DealPaused, events.DealResumed, events.DealWon, events.DealLost)
    for at, fact in past.of(*kinds):
        if running is not None:
            finished.append((running[0], min(running[1], at)))
            running = None
        if isinstance(fact, events.DealPaused):
            running = (at, _second(fact.until))
    return [span for span in finished if span[0] < span[1]], running


def rests(past: Past) -> list[Span]:
    """When the deal rested: paused, or closed before it was reopened."""
    finished, running = pauses(past)
    spans = [*finished, *([running] if running else [])]
    since = None
    for at, fact in past.of(events.DealWon, events.DealLost, events.DealReopened):
        if isinstance(fact, events.DealReopened):
            spans += [(since, at)] if since is not None else []
            since = None
        else:
            since = at
    return spans


def turn_at(past: Past, at: int) -> int:
    """Whose word is next: ours, until something that reached the client went out."""
    turns: list[Span] = []
    for then, fact in past.of(desk.ContactMade, offers.OfferSent):
        if isinstance(fact, offers.OfferSent):
            turns.append((then, CLIENTS))
        elif not fact.is_automatic and fact.direction == "in":
            turns.append((then, OURS))
        elif not fact.is_automatic and (fact.channel != "call" or fact.answered):
            turns.append((then, CLIENTS))
    turns = [(then, turn) for then, turn in turns if past.created[0] <= then <= at]
    if not turns:
        return OURS
    latest = max(then for then, _ in turns)
    return [turn for then, turn in turns if then == latest][-1]


def ball_at(past: Past, at: int, *, ignoring_rests: bool = False) -> int:
    if not ignoring_rests and any(since <= at < until for since, until in rests(past)):
        return IDLE
    return QUEUE if owner_at(past, at) is None else turn_at(past, at)


def stretches(past: Past, until: int) -> list[tuple[int, int, int]]:
    """(since, until, ball) from the creation on, each as long as the ball did not change."""
    start = past.created[0]
    moments = {at for at, _ in past.facts} | {moment for span in rests(past) for moment in span}
    cuts = [start, *sorted(at for at in moments if start < at < until), until]
    found: list[tuple[int, int, int]] = []
    for since, end in pairwise(cuts):
        ball = ball_at(past, since)
        if found and found[-1][2] == ball:
            found[-1] = (found[-1][0], end, ball)
        elif since < end:
            found.append((since, end, ball))
    return found


def split(past: Past, until: int) -> list[int]:
    """Seconds of each ball, in the order QUEUE, OURS, CLIENTS, IDLE."""
    sums = [0, 0, 0, 0]
    for since, end, ball in stretches(past, until):
        sums[ball] += end - since
    return sums


def ours(past: Past, until: int) -> list[tuple[int, int]]:
    """(end, working seconds) of each stretch of OURS."""
    return [
        (end, past.working_s(since, end))
        for since, end, ball in stretches(past, until)
        if ball == OURS
    ]


def final_ours_s(past: Past) -> int:
    end = closed_at(past)
    if end is None or end <= past.created[0] or ball_at(past, end) != OURS:
        return 0
    found = ours(past, end)
    return found[-1][1] if found and found[-1][0] == end else 0


def touched_at(past: Past) -> int:
    touches = [
        at
        for at, fact in past.of(desk.ContactMade)
        if not fact.is_automatic and (fact.channel != "call" or fact.answered)
    ]
    opened = [at for at, _ in past.of(offers.OfferOpened)]
    return max([past.created[0], *touches, *opened])


def first_answer_at(past: Past) -> int | None:
    answers = [
        at
        for at, fact in past.of(desk.ContactMade)
        if fact.answered and not fact.is_automatic and fact.direction == "out"
    ]
    stopped = [at for at, _ in past.of(events.DealAnswered)][:1]
    return min([*answers, *stopped], default=None)


def tasks(past: Past) -> tuple[int, int | None, int | None, int, int]:
    due: dict[Any, int] = {}
    for _, fact in past.of(desk.TaskPlanned, desk.TaskMoved, desk.TaskDone, desk.TaskCancelled):
        if isinstance(fact, desk.TaskPlanned):
            due[fact.task] = _second(fact.due_at)
        elif isinstance(fact, desk.TaskMoved):
            due.update({fact.task: _second(fact.due_at)} if fact.task in due else {})
        else:
            due.pop(fact.task, None)
    done = [fact for _, fact in past.of(desk.TaskDone)]
    times = due.values()
    return (
        len(due),
        min(times, default=None),
        max(times, default=None),
        len(done),
        len([fact for fact in done if fact.on_time]),
    )


def offer_figures(past: Past) -> tuple[int, int, int | None, int | None]:
    sent, opened = past.of(offers.OfferSent), past.of(offers.OfferOpened)
    return (
        len({fact.offer for _, fact in sent}),
        len({fact.offer for _, fact in opened}),
        min((at for at, _ in sent), default=None),
        max((at for at, _ in opened), default=None),
    )


def is_one_hand(past: Past) -> bool:
    """Whether all who are credited for anything the deal reached, for its end and for its present are one."""
    stands, owner = _stands(past)
    pipeline = stands[-1][0]
    own = [(rank, holder) for where, rank, holder in stands if where == pipeline]
    furthest = max(rank for rank, _ in own)
    reached = {next(who for rank, who in own if rank >= step) for step in range(furthest + 1)}
    stood = {next(who for rank, who in own if rank == step) for step in {rank for rank, _ in own}}
    end = closed_at(past)
    closers = set() if end is None else {_owner_when_closed(past)}
    return len({*reached, *stood, *closers, owner}) == 1


def activities(past: Past) -> list[tuple[int, int | None, int, int, bool, int | None]]:
    """(when, whose, kind, direction, success, seconds) in the order of time."""
    found = []
    for at, fact in past.facts:
        for kind, direction, success, lasted in _activity(fact):
            found.append((at, owner_at(past, at), kind, direction, success, lasted))
    return sorted(found, key=lambda row: row[0])


def sold(past: Past) -> list[tuple[int, int | None, int | None, int, int, int, int | None]]:
    """The lines as they are now, if the deal is won now."""
    ends = past.of(events.DealWon, events.DealLost, events.DealReopened)
    changes = past.of(events.DealLinesChanged)
    if not ends or not isinstance(ends[-1][1], events.DealWon) or not changes:
        return []
    return [
        (
            place,
            line.product,
            line.category,
            line.quantity_milli,
            _total(line.quantity_milli, line.price_minor),
            _total(line.quantity_milli, line.price_minor - line.discount_minor),
            None if line.cost_minor is None else _total(line.quantity_milli, line.cost_minor),
        )
        for place, line in enumerate(changes[-1][1].lines)
    ]


def returning_visits(past: Past) -> dict[int, bool]:
    """Stay (numbered from 1) → whether it went back to a lower rank of the same pipeline."""
    stands, _ = _stands(past)
    return {
        number + 1: number > 0
        and stands[number - 1][0] == pipeline
        and stands[number - 1][1] > rank
        for number, (pipeline, rank, _) in enumerate(stands)
    }


def paused_working_s(past: Past, since: int, until: int, spans: Iterable[Span]) -> int:
    return sum(
        past.working_s(max(begin, since), min(end, until))
        for begin, end in spans
        if max(begin, since) < min(end, until)
    )


def _stands(past: Past) -> tuple[list[tuple[int, int, int]], int]:
    """(pipeline, rank, credited owner) of each stay, and the present owner; 0 is nobody."""
    rank: Callable[[int, int], int] = lambda pipeline, stage: [  # noqa: E731 - two uses, one line
        each.id for each in STAGES if each.pipeline == pipeline
    ].index(stage)
    stands: list[list[int]] = []
    owner = stage = 0
    for _, fact in past.facts:
        if isinstance(fact, events.DealCreated):
            owner, stage = fact.owner or 0, fact.stage
            stands.append([fact.pipeline, rank(fact.pipeline, stage), owner])
        elif isinstance(fact, events.DealMoved):
            pipeline = fact.pipeline or stands[-1][0]
            if (pipeline, fact.to_stage) != (stands[-1][0], stage):
                stage = fact.to_stage
                stands.append([pipeline, rank(pipeline, stage), owner])
        elif isinstance(fact, events.DealAssigned):
            owner = fact.to_owner or 0
            # What nobody held is credited to the next who gets the deal.
            stands = [[where, place, held or owner] for where, place, held in stands]
    return [(where, place, held) for where, place, held in stands], owner


def _owner_when_closed(past: Past) -> int:
    owner = closer = past.created[1].owner or 0
    for _, fact in past.facts:
        if isinstance(fact, events.DealAssigned):
            owner = fact.to_owner or 0
        elif isinstance(fact, events.DealWon | events.DealLost):
            closer = owner
    return int(closer)


def _activity(fact: Any) -> list[tuple[int, int, bool, int | None]]:
    match fact:
        case desk.ContactMade(is_automatic=False):
            success = fact.answered or fact.channel != "call"
            direction = 1 if fact.direction == "in" else 2
            return [(_CHANNELS[fact.channel], direction, success, fact.seconds)]
        case offers.OfferSent():
            return [(OFFER_SENT, 0, True, None)]
        case offers.OfferOpened():
            return [(OFFER_OPENED, 0, True, None)]
        case desk.TaskDone():
            return [(TASK_DONE, 0, fact.on_time, None)]
        case desk.NoteAdded():
            return [(NOTE, 0, True, None)]
        case desk.RecordingHeard():
            return [(RECORDING_HEARD, 0, True, fact.seconds)]
    return []


def _total(quantity_milli: int, minor: int) -> int:
    exact = Decimal(quantity_milli) * minor / 1000
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _second(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _utc(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)
