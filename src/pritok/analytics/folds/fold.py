"""All facts of one deal, in the order they were recorded, become its rows of the mirror.

Pure: no clock, no database. Building the mirror and catching up both call `fold`, so they cannot differ.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from pritok.analytics.folds import facts as read
from pritok.analytics.folds.balls import BallSummary, ball_of, rests
from pritok.analytics.folds.folding import Folding, Stretch
from pritok.analytics.folds.offers import NO_OFFERS
from pritok.analytics.folds.selling import NOTHING_SOLD, sold, sold_rows
from pritok.analytics.folds.standing import seconds
from pritok.analytics.folds.tasks import NO_TASKS
from pritok.analytics.rows import (
    HANDED_OVER,
    STANDING,
    WON,
    ActivityRow,
    DealRow,
    Rows,
    SoldRow,
    VisitRow,
)
from pritok.analytics.stages import StageOrder
from pritok.deals import events
from pritok.desk import events as desk
from pritok.journal.reading import DealFact
from pritok.kit.working_time import WorkingIndex
from pritok.offers import events as offers

_Step = tuple[Callable[[str], Any], Callable[[Folding, int, Any], None]]

_STEPS: dict[str, _Step] = {
    events.DealMoved.kind: (read.read_moved, Folding.on_moved),
    events.DealAssigned.kind: (read.read_assigned, Folding.on_assigned),
    events.DealEdited.kind: (read.read_edited, Folding.on_edited),
    events.DealLinesChanged.kind: (read.read_lines, Folding.on_lines),
    events.DealWon.kind: (read.read_won, Folding.on_won),
    events.DealLost.kind: (read.read_lost, Folding.on_lost),
    events.DealReasonChanged.kind: (read.read_reason_changed, Folding.on_reason_changed),
    events.DealReopened.kind: (read.unread, Folding.on_reopened),
    events.DealPaused.kind: (read.read_paused, Folding.on_paused),
    events.DealResumed.kind: (read.unread, Folding.on_resumed),
    events.DealAnswered.kind: (read.unread, Folding.on_answered),
    events.DealDeleted.kind: (read.unread, Folding.on_gone),
    events.DealMerged.kind: (read.unread, Folding.on_gone),
    desk.ContactMade.kind: (read.read_contact, Folding.on_contact),
    desk.NoteAdded.kind: (read.unread, Folding.on_note),
    desk.RecordingHeard.kind: (read.read_heard, Folding.on_heard),
    desk.TaskPlanned.kind: (read.read_planned, Folding.on_planned),
    desk.TaskMoved.kind: (read.read_task_moved, Folding.on_task_moved),
    desk.TaskDone.kind: (read.read_task_done, Folding.on_task_done),
    desk.TaskCancelled.kind: (read.read_task_cancelled, Folding.on_task_cancelled),
    offers.OfferSent.kind: (read.read_offer_sent, Folding.on_offer_sent),
    offers.OfferOpened.kind: (read.read_offer_opened, Folding.on_offer_opened),
}
_CREATED = events.DealCreated.kind
_CENSORED = frozenset({STANDING, HANDED_OVER})
_NOT_LOST = (None, None, False)
_at = itemgetter(0)

FOLDED_KINDS = (_CREATED, *_STEPS)


def fold(
    deal: str, facts: Iterable[DealFact], order: StageOrder, working: WorkingIndex
) -> Rows | None:
    """Return the rows of one deal, or None when it counts no more (deleted, merged) or not yet."""
    folding = _folded(iter(facts), order)
    if folding is None or folding.is_gone:
        return None
    lines = sold_rows(folding.lines) if folding.lines else []
    visits = _visit_rows(folding, working)
    return Rows(
        # The first stay begins with the deal.
        _deal_row(deal, folding, lines, visits[0].entered_working_s, working),
        visits,
        _activity_rows(folding),
        lines if folding.state == WON else [],
    )


def mix_of(dimensions: Mapping[str, int | None]) -> int:
    """Pack source × product × deal type into one number: one column to group by instead of three."""
    source, product = dimensions["source"] or 0, dimensions["product"] or 0
    return source << 40 | product << 16 | (dimensions["deal_type"] or 0)


def _folded(facts: Iterator[DealFact], order: StageOrder) -> Folding | None:
    for _, kind, at, data in facts:
        if kind == _CREATED:
            folding = Folding(order, at, read.read_created(data))
            break
    else:
        return None
    step = _STEPS.get
    for _, kind, at, data in facts:
        found = step(kind)
        if found is not None:
            decode, take = found
            take(folding, at, decode(data))
            folding.facts += 1
    return folding


def _visit_rows(folding: Folding, working: WorkingIndex) -> list[VisitRow]:
    rows: list[VisitRow] = []
    left_at, left_s = 0, 0
    for stretch in folding.stretches():
        # Most begin where the one before ended.
        entered_s = left_s if stretch.entered_at == left_at else working.at(stretch.entered_at)
        if stretch.left_at is not None:
            left_at, left_s = stretch.left_at, working.at(stretch.left_at)
        rows.append(_visit_row(folding, stretch, entered_s, left_s, working))
    return rows


def _visit_row(
    folding: Folding, stretch: Stretch, entered_s: int, left_s: int, working: WorkingIndex
) -> VisitRow:
    since, left = stretch.entered_at, stretch.left_at
    is_censored = stretch.ending in _CENSORED
    working_s = None if left is None else left_s - entered_s
    if not folding.pauses.count:
        return VisitRow._make((*stretch, is_censored, 0, working_s, entered_s, 0, None, None))
    paused_s = idle_s = 0
    paused_from = paused_until = None
    for begin, end in folding.pauses.within(since, left):
        paused_s += end - begin
        idle_s += working.at(end) - working.at(begin)
    if left is None and folding.pauses.running:
        begin, paused_until = folding.pauses.running
        paused_from = max(begin, since)
    worked_s = None if working_s is None else working_s - idle_s
    paused = (paused_from, paused_until)
    return VisitRow._make((*stretch, is_censored, paused_s, worked_s, entered_s, idle_s, *paused))


def _activity_rows(folding: Folding) -> list[ActivityRow]:
    if not folding.done:
        return []
    # Contacts are often written down later than they took place.
    folding.done.sort(key=_at)
    given = sorted(folding.given, key=_at)
    times = [at for at, _ in given]
    owners = [folding.created.owner, *(owner for _, owner in given)]
    make = ActivityRow._make
    return [
        make((number, at, owners[bisect_right(times, at)], *done))
        for number, (at, *done) in enumerate(folding.done, 1)
    ]


def _deal_row(
    deal: str, folding: Folding, lines: list[SoldRow], created_s: int, working: WorkingIndex
) -> DealRow:
    """Positional, in the order of the columns: a million rows of keywords would cost half the fold."""
    created, marks, lost = folding.created, folding.marks, folding.lost
    pauses = folding.pauses
    paused_from, paused_until = pauses.running or (None, None)
    answer_at = _earlier(folding.answered_at, folding.contacts.first_answer_at)
    touched_at = _touched_at(folding)
    return DealRow._make(
        (
            deal,
            folding.pipeline,
            folding.stage,
            folding.state,
            folding.owner,
            folding.created_at,
            created_s,
            created.via,
            created.currency,
            *folding.dimensions.values(),
            created.is_returning,
            mix_of(folding.dimensions),
            folding.amount,
            folding.first_owner,
            folding.first_assigned_at,
            folding.handovers,
            _is_one_hand(folding),
            marks.passed,
            marks.reached_at[0],
            marks.reached_owner[0],
            marks.reached_at,
            marks.reached_owner,
            marks.stood_at,
            marks.stood_owner,
            folding.moves,
            folding.returns,
            folding.reopens,
            folding.stage_entered_at,
            folding.closed_at,
            folding.closed_owner,
            *((lost.reason, lost.reason_group, not lost.is_refusal) if lost else _NOT_LOST),
            seconds(created.promised_at) if created.promised_at else None,
            seconds(created.answer_due_at) if created.answer_due_at else None,
            answer_at,
            None if answer_at is None else working.at(answer_at) - created_s,
            *folding.contacts.summary(folding.created_at, folding.closed_at),
            touched_at,
            working.at(touched_at),
            *_ball(folding, working),
            pauses.count,
            sum(end - begin for begin, end in pauses.finished) if pauses.count else 0,
            paused_from,
            paused_until,
            *(folding.tasks.summary() if folding.tasks else NO_TASKS),
            *(folding.offers.summary() if folding.offers else NO_OFFERS),
            *(sold(lines) if lines else NOTHING_SOLD),
            folding.facts,
        )
    )


def _is_one_hand(folding: Folding) -> bool:
    marks, owner = folding.marks, folding.owner or 0
    if folding.closed_at is not None and folding.closed_owner != folding.owner:
        return False
    stood = marks.stood_owner.count(owner)
    all_stood = marks.passed.bit_count() if owner else len(marks.stood_owner)
    return stood == all_stood and marks.reached_owner.count(owner) == len(marks.reached_owner)


def _touched_at(folding: Folding) -> int:
    opened_at = folding.offers.last_opened_at if folding.offers else None
    return max([folding.created_at, opened_at or 0, *folding.contacts.touches])


def _ball(folding: Folding, working: WorkingIndex) -> BallSummary:
    points, pauses = folding.points, folding.pauses
    if pauses.count or folding.shut:
        latest = max([at for at, _ in points], default=0)
        points = [*points, *rests([*pauses.finished, *folding.shut], pauses.running, latest)]
    is_owned = folding.created.owner is not None
    return ball_of(
        points, folding.created_at, folding.closed_at, is_owned=is_owned, working=working
    )


def _earlier(first: int | None, second: int | None) -> int | None:
    if first is None or second is None:
        return second if first is None else first
    return min(first, second)
