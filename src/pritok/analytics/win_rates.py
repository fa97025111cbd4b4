"""How often a deal that came as far as a stage was won in the end: a first guess of what an open deal is worth."""

from collections.abc import Iterable

import duckdb

from pritok.analytics import mirror
from pritok.analytics.stages import StageOrder
from pritok.analytics.store import Mark

# A stage that few deals have left is believed as much as so many deals of its whole pipeline say.
_PRIOR = 20
# Closed deals by how far they came. A deal that is won has come all the way, whatever it skipped.
_CLOSED = """
    select pipeline, len(list_filter(reached_at, lambda moment: moment > 0)) - 1 as rank, state = 1 as is_won, count(*)
    from deal
    where state <> 0 and not is_excluded
    group by all
"""


def win_rates() -> dict[int, float] | None:
    """Return stage → share of closed deals won among those that reached it, drawn to its pipeline's own share.

    None while this process has no mirror open: a guess is not worth waiting for. Pipelines in which nothing was
    closed yet are left out.
    """
    if mirror.status().position is None:
        return None
    rates, _ = mirror.read(_rates, key="win_rates")
    return rates


def _rates(cursor: duckdb.DuckDBPyConnection, mark: Mark) -> dict[int, float]:
    order = StageOrder.of(mark.stages)
    rows: list[tuple[int, int, bool, int]] = cursor.execute(_CLOSED).fetchall()
    rates: dict[int, float] = {}
    for pipeline in order.pipelines():
        own = [(rank, is_won, n) for place, rank, is_won, n in rows if place == pipeline]
        if own:
            base = _share(own)
            for stage in order.of_pipeline(pipeline):
                rank = order.ranks()[stage.id]
                reached = [each for each in own if each[0] >= rank or each[1]]
                rates[stage.id] = _share(reached, base)
    return rates


def _share(rows: Iterable[tuple[int, bool, int]], prior: float | None = None) -> float:
    rows = list(rows)
    closed = sum(n for _, _, n in rows)
    won = sum(n for _, is_won, n in rows if is_won)
    if prior is None:
        return won / closed
    return (won + prior * _PRIOR) / (closed + _PRIOR)
