"""Comparing a live mirror with a fresh fold of the journal, row by row."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from pritok.analytics import working
from pritok.analytics.deal_folds import Progress, fold_all, fold_deals
from pritok.analytics.folds.fold import FOLDED_KINDS, Rows
from pritok.analytics.rows import TABLES
from pritok.analytics.stages import StageOrder
from pritok.analytics.store import Mark, Store
from pritok.journal import reading

_VISIT_ORDER = ("visit", "segment")


class Difference(NamedTuple):
    """`column` is empty when the whole deal is missing (`mirrored` None) or surplus (`folded` None)."""

    deal: str
    column: str
    mirrored: Any
    folded: Any


def differences(
    store: Store, catch_up: Callable[[], Mark], progress: Progress | None = None
) -> list[Difference]:
    """Return what the mirror says otherwise than the journal; deals that changed meanwhile are looked at twice."""
    mark = catch_up()
    order, index = StageOrder.of(mark.stages), working.index(mark.calendar)
    suspects: set[str] = set()
    known: set[str] = set()
    for folded in fold_all(order, index, progress):
        fresh = {deal.deal: (deal, visits) for deal, visits in folded}
        mirrored = _mirrored(store, list(fresh))
        known |= fresh.keys()
        suspects |= {deal for deal in fresh if mirrored.get(deal) != _plain(fresh[deal])}
    suspects |= _all_deals(store) - known
    return list(_looked_at_again(store, catch_up(), sorted(suspects)))


def _looked_at_again(store: Store, mark: Mark, suspects: list[str]) -> Iterator[Difference]:
    order, index = StageOrder.of(mark.stages), working.index(mark.calendar)
    facts = reading.facts_of_deals([UUID(deal) for deal in suspects], FOLDED_KINDS)
    fresh = {deal.deal: _plain((deal, visits)) for deal, visits in fold_deals(facts, order, index)}
    mirrored = _mirrored(store, suspects)
    for deal in suspects:
        yield from _between(deal, mirrored.get(deal), fresh.get(deal))


def _between(deal: str, mirrored: Any, folded: Any) -> Iterator[Difference]:
    if mirrored is None or mirrored[0] is None or folded is None:
        if mirrored is not folded:
            yield Difference(deal, "", mirrored and mirrored[0], folded and folded[0])
        return
    for column, has, should in zip(TABLES["deal"], mirrored[0], folded[0], strict=True):
        if has != should:
            yield Difference(deal, column, has, should)
    if mirrored[1] != folded[1]:
        yield Difference(deal, "visits", mirrored[1], folded[1])


def _plain(rows: Rows) -> Any:
    deal, visits = rows
    return tuple(deal), [tuple(visit) for visit in visits]


def _mirrored(store: Store, deals: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {row[0]: (row, []) for row in _rows(store, "deal", deals)}
    for row in _rows(store, "visit", deals):
        found.setdefault(row[0], (None, []))[1].append(row)
    return found


def _rows(store: Store, table: str, deals: list[str]) -> Iterator[tuple[Any, ...]]:
    order = ", ".join(("deal", *(_VISIT_ORDER if table == "visit" else ())))
    names = ", ".join(TABLES[table])
    cursor = store.cursor()
    try:
        cursor.execute(
            f"select {names} from {table}"
            f" where deal in (select unnest($1::varchar[])::uuid) order by {order}",
            [deals],
        )
        while rows := cursor.fetchmany(10_000):
            for deal, *values in rows:
                yield deal.hex, *values
    finally:
        cursor.close()


def _all_deals(store: Store) -> set[str]:
    cursor = store.cursor()
    try:
        sql = "select deal from deal union select deal from visit"
        return {deal.hex for (deal,) in cursor.execute(sql).fetchall()}
    finally:
        cursor.close()
