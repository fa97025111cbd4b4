"""Bringing a mirror from its mark to the end of the journal: only the deals that changed are folded again."""

import time
from collections.abc import Iterable
from typing import cast

import msgspec

from pritok.analytics import working
from pritok.analytics.building import stage_of
from pritok.analytics.deal_folds import fold_deals
from pritok.analytics.folds.fold import FOLDED_KINDS
from pritok.analytics.stages import StageOrder
from pritok.analytics.store import Mark, Store, Unusable
from pritok.deals.events import StageChanged
from pritok.journal import reading
from pritok.journal.reading import PlacedFact
from pritok.kit import clock

FACTS_AT_ONCE = 5_000
_FOLDED = frozenset(FOLDED_KINDS)
_CALENDAR_KINDS = frozenset({"organisation.changed", "holiday.added", "holiday.removed"})


class Outdated(Exception):
    """The rows can still be shown but no longer be kept up: the order of stages or the calendar changed."""


def catch_up(store: Store, mark: Mark, *, for_s: float | None = None) -> Mark:
    """Take in every fact behind `mark` and return the new mark.

    With `for_s` it stops after about so long, a batch at least, and leaves the rest to the next time.
    Raises Unusable when the journal does not go on from the mark (restored, another database), Outdated when
    all deals have to be folded anew.
    """
    began = time.monotonic()
    while facts := _behind(mark):
        mark = _take(store, mark, facts)
        if for_s is not None and time.monotonic() - began > for_s:
            break
    return mark


def _behind(mark: Mark) -> list[PlacedFact]:
    """Return facts behind the mark. The fact at the mark is read along: it must still be the one we know."""
    if mark.position == 0:
        return reading.read(after=0, limit=FACTS_AT_ONCE)
    facts = reading.read(after=mark.position - 1, limit=FACTS_AT_ONCE)
    if not facts or facts[0].position != mark.position or str(facts[0].id) != mark.fact:
        raise Unusable("the journal is not the one this mirror was folded from")
    return facts[1:]


def _take(store: Store, mark: Mark, facts: list[PlacedFact]) -> Mark:
    order = _with_changes(StageOrder.of(mark.stages), facts)
    calendar = _calendar_after(mark, facts)
    deals = list({f.deal_id: None for f in facts if f.deal_id and f.kind in _FOLDED})
    index = working.index(calendar)
    folded = fold_deals(reading.facts_of_deals(deals, FOLDED_KINDS), order, index)
    if order.has_grown:
        _refuse_new_ranks(mark, order)
        folded = fold_deals(reading.facts_of_deals(deals, FOLDED_KINDS), order, index)
    former = mark.calendar
    mark = msgspec.structs.replace(
        mark,
        position=facts[-1].position,
        fact=str(facts[-1].id),
        stages=list(order.stages.values()),
        calendar=calendar,
    )
    with store.writing():
        if deals:
            store.forget([deal.hex for deal in deals])
            store.put(folded)
        if calendar != former:
            store.write_working_time(index)
        store.write_mark(mark)
    return mark


def _with_changes(order: StageOrder, facts: Iterable[PlacedFact]) -> StageOrder:
    """Return the order after these facts; Outdated when stages already in rows changed rank."""
    changed = [
        stage_of(cast("StageChanged", f.payload)) for f in facts if f.kind == StageChanged.kind
    ]
    if not changed:
        return order
    after = StageOrder.of([*order.stages.values(), *changed])
    _refuse_new_ranks_between(order, after)
    return after


def _refuse_new_ranks(mark: Mark, order: StageOrder) -> None:
    _refuse_new_ranks_between(StageOrder.of(mark.stages), order)


def _refuse_new_ranks_between(before: StageOrder, after: StageOrder) -> None:
    ranks = after.ranks()
    if any(ranks[stage] != rank for stage, rank in before.ranks().items()):
        raise Outdated("the order of the stages changed")


def _calendar_after(mark: Mark, facts: Iterable[PlacedFact]) -> str:
    if not any(fact.kind in _CALENDAR_KINDS for fact in facts):
        return mark.calendar
    calendar = working.write(working.current())
    if not working.is_same_past(mark.calendar, calendar, clock.now().date()):
        raise Outdated("the working calendar changed")
    return calendar
