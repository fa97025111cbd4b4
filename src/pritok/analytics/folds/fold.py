"""All facts of one deal, in the order they were recorded, become its rows of the mirror.

Pure: no clock, no database. Building the mirror and catching up both call `fold`, so they cannot differ.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from pritok.analytics.folds.folding import Folding, Stretch
from pritok.analytics.folds.selling import sold
from pritok.analytics.folds.standing import seconds
from pritok.analytics.rows import HANDED_OVER, STANDING, DealRow, VisitRow
from pritok.analytics.stages import StageOrder
from pritok.deals import events
from pritok.desk.events import ContactMade
from pritok.journal.payloads import Payload
from pritok.journal.reading import DealFact
from pritok.kit.working_time import WorkingIndex

Rows = tuple[DealRow, list[VisitRow]]

_TAKE: dict[type[Payload], Callable[[Folding, int, Any], None]] = {
    events.DealMoved: Folding.on_moved,
    events.DealAssigned: Folding.on_assigned,
    events.DealEdited: Folding.on_edited,
    events.DealLinesChanged: Folding.on_lines,
    events.DealWon: Folding.on_won,
    events.DealLost: Folding.on_lost,
    events.DealReopened: Folding.on_reopened,
    events.DealPaused: Folding.on_paused,
    events.DealResumed: Folding.on_resumed,
    events.DealAnswered: Folding.on_answered,
    events.DealDeleted: Folding.on_gone,
    events.DealMerged: Folding.on_gone,
    ContactMade: Folding.on_contact,
}
_STEPS = {p.kind: (msgspec.json.Decoder(p).decode, take) for p, take in _TAKE.items()}
_CREATED = events.DealCreated.kind
_decode_created = msgspec.json.Decoder(events.DealCreated).decode

_CENSORED = frozenset({STANDING, HANDED_OVER})

FOLDED_KINDS = (_CREATED, *_STEPS)


def fold(
    deal: str, facts: Iterable[DealFact], order: StageOrder, working: WorkingIndex
) -> Rows | None:
    """Return the rows of one deal, or None when it counts no more (deleted, merged) or not yet."""
    folding: Folding | None = None
    for _, kind, at, data in facts:
        if folding is None:
            if kind == _CREATED:
                folding = Folding(order, at, _decode_created(data))
        elif kind in _STEPS:
            decode, take = _STEPS[kind]
            take(folding, at, decode(data))
            folding.facts += 1
    if folding is None or folding.is_gone:
        return None
    visits = [_visit_row(deal, folding, stretch, working) for stretch in folding.stretches()]
    return _deal_row(deal, folding), visits


def mix_of(dimensions: Mapping[str, int | None]) -> int:
    """Pack source × product × deal type into one number: one column to group by instead of three."""
    source, product = dimensions["source"] or 0, dimensions["product"] or 0
    return source << 40 | product << 16 | (dimensions["deal_type"] or 0)


def _visit_row(deal: str, folding: Folding, stretch: Stretch, working: WorkingIndex) -> VisitRow:
    since, left = stretch.entered_at, stretch.left_at
    paused_s = idle_s = 0
    paused_from = paused_until = None
    if folding.pauses.count:
        for begin, end in folding.pauses.within(since, left):
            paused_s += end - begin
            idle_s += _working_s(working, begin, end)
        if left is None and folding.pauses.running:
            begin, paused_until = folding.pauses.running
            paused_from = max(begin, since)
    return VisitRow._make(
        (
            deal,
            *stretch,
            stretch.ending in _CENSORED,
            paused_s,
            None if left is None else _working_s(working, since, left) - idle_s,
            paused_from,
            paused_until,
            *folding.dimensions.values(),
            folding.created.is_returning,
            folding.state,
        )
    )


def _deal_row(deal: str, folding: Folding) -> DealRow:
    """Positional, in the order of the columns: a million rows of keywords would cost half the fold."""
    created, marks, lost = folding.created, folding.marks, folding.lost
    pauses = folding.pauses
    paused_from, paused_until = pauses.running or (None, None)
    return DealRow._make(
        (
            deal,
            folding.pipeline,
            folding.stage,
            folding.state,
            folding.owner,
            folding.created_at,
            created.via,
            created.currency,
            *folding.dimensions.values(),
            created.is_returning,
            mix_of(folding.dimensions),
            folding.amount,
            folding.first_owner,
            folding.first_assigned_at,
            folding.handovers,
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
            lost.reason if lost else None,
            lost.reason_group if lost else None,
            lost is not None and not lost.is_refusal,
            seconds(created.promised_at) if created.promised_at else None,
            seconds(created.answer_due_at) if created.answer_due_at else None,
            _earlier(folding.answered_at, folding.contacts.first_answer_at),
            *folding.contacts.summary(folding.created_at, folding.closed_at),
            pauses.count,
            sum(end - begin for begin, end in pauses.finished) if pauses.count else 0,
            paused_from,
            paused_until,
            *sold(folding.lines),
            folding.facts,
        )
    )


def _working_s(working: WorkingIndex, since: int, until: int) -> int:
    return int(working.at(until) - working.at(since))


def _earlier(first: int | None, second: int | None) -> int | None:
    if first is None or second is None:
        return second if first is None else first
    return min(first, second)
