"""Folding the whole journal into an empty store, a range of deals at a time."""

from collections.abc import Iterator
from typing import cast

from pritok.analytics import foundry, working
from pritok.analytics.deal_folds import Progress, ranges
from pritok.analytics.stages import Stage, StageOrder
from pritok.analytics.store import Mark, Store
from pritok.deals.events import StageChanged
from pritok.journal import reading
from pritok.kit import clock


def build(store: Store, progress: Progress | None = None, *, processes: int = 0) -> Mark:
    """Fill an empty store from the journal and return how far it is.

    `progress(done, total)` counts facts; `processes` fold beside this one, with 0 this one does. Facts recorded
    meanwhile may be in the rows already: the catch-up that follows folds their deals again, which changes
    nothing.
    """
    order = StageOrder.of(described_stages())
    mark = _fill(store, order, progress, processes)
    if order.has_grown:
        # Deals stood in stages no settings fact describes: only now are all ranks known.
        order.has_grown = False
        mark = _fill(store, order, progress, processes)
    store.settle()
    return mark


def described_stages() -> Iterator[Stage]:
    """Yield each stage as the facts of the settings leave it."""
    latest: dict[int, Stage] = {}
    after = 0
    while facts := reading.read(after=after, kinds=[StageChanged.kind]):
        for fact in facts:
            stage = stage_of(cast("StageChanged", fact.payload))
            latest[stage.id] = stage
        after = facts[-1].position
    yield from latest.values()


def stage_of(fact: StageChanged) -> Stage:
    return Stage(fact.stage, fact.pipeline, fact.position, fact.is_archived)


def _fill(store: Store, order: StageOrder, progress: Progress | None, processes: int) -> Mark:
    # The place is taken first: what is recorded from here on is caught up with later.
    newest = reading.newest_place()
    calendar = working.write(working.current())
    store.clear()
    done = 0
    # One transaction: whole row groups go straight into the file, and nothing is written twice.
    with store.writing():
        for batch in foundry.batches(ranges(), order, calendar, processes):
            store.append(batch.tables)
            order.learn(batch.learnt)
            done += batch.facts
            if progress:
                progress(min(done, newest.position), newest.position)
        mark = Mark(
            position=newest.position,
            fact=newest.fact,
            stages=list(order.stages.values()),
            calendar=calendar,
            built_at=int(clock.now().timestamp()),
        )
        store.write_working_time(working.index(calendar))
        store.write_mark(mark)
    return mark
