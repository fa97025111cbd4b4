"""Facts from the journal, grouped by deal and folded: some deals, a range of ids, or all of them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from pritok.analytics.folds.fold import FOLDED_KINDS, fold
from pritok.analytics.rows import Rows
from pritok.analytics.stages import StageOrder
from pritok.journal import reading
from pritok.journal.reading import DealFact
from pritok.kit.working_time import WorkingIndex

Progress = Callable[[int, int], None]

# Rows of this many facts fit into some 200 MB while they are turned into columns.
FACTS_AT_ONCE = 100_000


def fold_all(
    order: StageOrder, working_index: WorkingIndex, progress: Progress | None = None
) -> Iterator[list[Rows]]:
    """Yield the rows of every deal in the journal, in the order of ids, a batch at a time."""
    total = reading.head() if progress else 0
    done = 0
    for after, last in ranges():
        folded = fold_range(after, last, order, working_index)
        yield folded
        if progress:
            done += sum(rows.deal.facts for rows in folded)
            progress(min(done, total), total)
    if progress:
        progress(total, total)


def ranges() -> Iterator[tuple[UUID | None, UUID]]:
    """Cut the deals of the journal into ranges of ids (above the first, up to the second) of like size."""
    after: UUID | None = None
    while last := reading.deal_at(after=after, facts=FACTS_AT_ONCE):
        yield after, last
        after = last


def fold_range(
    after: UUID | None, last: UUID, order: StageOrder, working_index: WorkingIndex
) -> list[Rows]:
    facts = reading.facts_of_range(after=after, last=last, kinds=FOLDED_KINDS)
    return fold_deals(facts, order, working_index)


def fold_deals(
    facts: Iterable[DealFact], order: StageOrder, working_index: WorkingIndex
) -> list[Rows]:
    """Fold facts that come deal by deal; deals that count no more are left out."""
    rows = (fold(deal, own, order, working_index) for deal, own in groupby(facts, itemgetter(0)))
    return [folded for folded in rows if folded is not None]
