"""What is bought together: of the deals with A, the share that also have B."""

from typing import NamedTuple

from pritok.analytics.dimensions import Parameters
from pritok.analytics.reports.checks.sales import lines
from pritok.analytics.reports.population import who_condition
from pritok.analytics.reports.report import Asked

FEWEST_DEALS = 20
MOST_PAIRS = 500


class Pair(NamedTuple):
    """Of `deals` with `one`, `both` also have `other`; the team's are those of everybody, whoever is asked about."""

    one: int
    other: int
    deals: int
    both: int
    team_deals: int
    team_both: int


def pairs(asked: Asked, column: str) -> list[Pair]:
    """Return the pairs of products (or categories) of which the first is in at least `FEWEST_DEALS` deals.

    The most frequent first, at most `MOST_PAIRS`: those of the largest number of deals with the first, then with both.
    """
    parameters = Parameters()
    sold = lines(asked, parameters, more=("deal", f"{column} as thing"))
    is_asked = who_condition(asked.question, parameters)
    asked.cursor.execute(
        f"with things as (select deal, thing, bool_or({is_asked}) as mine from ({sold})"
        f" where thing is not null group by deal, thing),"
        f" alone as (select thing, count_if(mine) as mine, count(*) as deals from things group by thing),"
        f" together as (select a.thing as one, b.thing as other, count_if(a.mine) as mine, count(*) as deals"
        f" from things a join things b on a.deal = b.deal and a.thing <> b.thing group by one, other)"
        f" select one, other, alone.mine, together.mine, alone.deals, together.deals"
        f" from together join alone on alone.thing = one where alone.mine >= {FEWEST_DEALS}"
        f" order by alone.mine desc, one, together.mine desc, together.deals desc, other limit {MOST_PAIRS}",
        parameters.values,
    )
    return [Pair(*row) for row in asked.cursor.fetchall()]
