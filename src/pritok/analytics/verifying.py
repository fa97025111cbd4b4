"""Comparing a live mirror with a fresh fold of the journal, row by row."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from pritok.analytics import working
from pritok.analytics.deal_folds import Progress, fold_all, fold_deals
from pritok.analytics.folds.fold import FOLDED_KINDS
from pritok.analytics.rows import TABLES, Rows, inherited, own_rows
from pritok.analytics.stages import StageOrder
from pritok.analytics.store import Mark, Store
from pritok.journal import reading

# What puts the rows of one deal in order.
_NUMBERS = {"visit": ("visit", "segment"), "activity": ("activity",), "sold": ("line",)}
Plain = dict[str, list[tuple[Any, ...]]]


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
        fresh = {rows.deal.deal: _plain(rows) for rows in folded}
        mirrored = _mirrored(store, list(fresh))
        known |= fresh.keys()
        suspects |= {deal for deal in fresh if mirrored.get(deal) != fresh[deal]}
    suspects |= _all_deals(store) - known
    return list(_looked_at_again(store, catch_up(), sorted(suspects)))


def _looked_at_again(store: Store, mark: Mark, suspects: list[str]) -> Iterator[Difference]:
    order, index = StageOrder.of(mark.stages), working.index(mark.calendar)
    facts = reading.facts_of_deals([UUID(deal) for deal in suspects], FOLDED_KINDS)
    fresh = {rows.deal.deal: _plain(rows) for rows in fold_deals(facts, order, index)}
    mirrored = _mirrored(store, suspects)
    for deal in suspects:
        yield from _between(deal, mirrored.get(deal), fresh.get(deal))


def _between(deal: str, mirrored: Plain | None, folded: Plain | None) -> Iterator[Difference]:
    has = mirrored["deal"][0] if mirrored and mirrored["deal"] else None
    should = folded["deal"][0] if folded else None
    if has is None or should is None:
        if mirrored is not folded:
            yield Difference(deal, "", has, should)
        return
    for column, one, other in zip(TABLES["deal"], has, should, strict=True):
        if one != other:
            yield Difference(deal, column, one, other)
    assert mirrored is not None
    assert folded is not None
    for table in _NUMBERS:
        if mirrored[table] != folded[table]:
            yield Difference(deal, table, mirrored[table], folded[table])


def _plain(rows: Rows) -> Plain:
    """Return the rows of one deal as the tables should have them."""
    return {
        table: [(*own, *inherited(table, rows.deal)) for own in some]
        for table, some in own_rows(rows).items()
    }


def _mirrored(store: Store, deals: list[str]) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for table in TABLES:
        for deal, row in _rows(store, table, deals):
            found.setdefault(deal, {each: [] for each in TABLES})[table].append(row)
    return found


def _rows(store: Store, table: str, deals: list[str]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    order = ", ".join(("deal", *_NUMBERS.get(table, ())))
    names = ", ".join(
        name if name != "deal" else "replace(deal::varchar, '-', '')" for name in TABLES[table]
    )
    cursor = store.cursor()
    try:
        cursor.execute(
            f"select replace(deal::varchar, '-', ''), {names} from {table}"
            f" where deal in (select unnest($1::varchar[])::uuid) order by {order}",
            [deals],
        )
        while rows := cursor.fetchmany(10_000):
            for deal, *values in rows:
                yield deal, tuple(values)
    finally:
        cursor.close()


def _all_deals(store: Store) -> set[str]:
    cursor = store.cursor()
    try:
        sql = " union ".join(f"select deal from {table}" for table in TABLES)
        return {deal.hex for (deal,) in cursor.execute(sql).fetchall()}
    finally:
        cursor.close()
