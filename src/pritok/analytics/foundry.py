"""Folding ranges of deals into columns, here or in processes beside this one."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from uuid import UUID

from django.db import connection

from pritok.analytics import processes as worker
from pritok.analytics import working
from pritok.analytics.columns import Tables, columns_of
from pritok.analytics.deal_folds import fold_range
from pritok.analytics.stages import Stage, StageOrder

Range = tuple[UUID | None, UUID]


@dataclass(frozen=True)
class Batch:
    """`learnt` are stages that deals stood in and no settings fact described; `facts` counts what was folded."""

    tables: Tables
    learnt: list[Stage]
    facts: int


def batches(
    ranges: Iterable[Range], order: StageOrder, calendar: str, processes: int
) -> Iterator[Batch]:
    """Yield the columns of each range in turn."""
    known = list(order.stages.values())
    if processes == 0:
        for after, last in ranges:
            yield forge(after, last, known, calendar)
        return
    # Spawned, not forked: a copied process would inherit locks held by threads it does not have.
    with ProcessPoolExecutor(
        processes,
        mp_context=get_context("spawn"),
        initializer=worker.prepare,
        initargs=(str(connection.settings_dict["NAME"]),),
    ) as pool:
        waiting: deque[Future[Batch]] = deque()
        for after, last in ranges:
            waiting.append(pool.submit(worker.forge, after, last, known, calendar))
            if len(waiting) > processes + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def forge(after: UUID | None, last: UUID, stages: list[Stage], calendar: str) -> Batch:
    order = StageOrder.of(stages)
    folded = fold_range(after, last, order, working.index(calendar))
    known = {stage.id for stage in stages}
    learnt = [stage for stage in order.stages.values() if stage.id not in known]
    return Batch(columns_of(folded), learnt, sum(rows.deal.facts for rows in folded))
