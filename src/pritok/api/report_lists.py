"""The deals behind a number: ids from the mirror, rows from the deals room, masked where they are not one's own."""

from dataclasses import dataclass
from typing import Any

from pritok.accounts.actor import Actor
from pritok.analytics import mirror
from pritok.analytics.reports.drilling import Cell, deals_behind
from pritok.analytics.reports.question import Question
from pritok.analytics.stages import StageOrder
from pritok.deals.queries.listing import deals_by_ids


@dataclass(frozen=True)
class DealPage:
    items: list[dict[str, Any]]
    next: str | None
    total: int


def deals_of(
    actor: Actor, question: Question, cell: Cell, *, after: str | None, limit: int
) -> DealPage:
    """Return a page of the deals that the number in `cell` counts, whoever owns them."""
    (ids, following, total), _ = mirror.read(
        lambda cursor, mark: deals_behind(
            cursor, StageOrder.of(mark.stages), question, cell, after=after, limit=limit
        )
    )
    return DealPage(deals_by_ids(actor, ids), following, total)
