"""The won deals and the lines sold in them, as the report on checks counts them."""

from collections.abc import Sequence

from pritok.analytics.dimensions import Parameters
from pritok.analytics.reports.population import Population, relation
from pritok.analytics.reports.report import Asked

_MONEY = ("listed_minor", "revenue_minor", "costed_minor", "cost_minor")
# A deal is filtered by its own product, not by those of its lines; a won deal has no reason.
_OF_LINES = {"product": "deal_product", "reason": "null", "reason_group": "null"}


def deals(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    """Return SQL for the won deals. `amount` and the sums of lines are NULL in another currency than the company's."""
    is_ours = f"currency = {parameters.add(asked.question.currency)}"
    population = Population(
        table="deal",
        moment="closed_at",
        holder="closed_owner",
        where=("state = 1",),
        fields={
            "amount": _if(is_ours, "amount_minor"),
            "is_foreign": f"not ({is_ours})",
            "lines": "lines",
            "items_milli": "items_milli",
            "products": "products",
            "categories": "categories",
            **{name: _if(is_ours, name) for name in _MONEY},
        },
    )
    return relation(asked, population, parameters, keys_of=keys_of, more=more)


def lines(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    """Return SQL for the lines of the won deals, in whatever currency."""
    population = Population(
        table="sold",
        moment="closed_at",
        holder="closed_owner",
        present="deal_owner",
        dimensions=_OF_LINES,
    )
    return relation(asked, population, parameters, keys_of=keys_of, more=more)


def _if(condition: str, sql: str) -> str:
    return f"case when {condition} then {sql} end"
