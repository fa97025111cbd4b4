"""What a deal's lines come to. Revenue whose cost is unknown stays apart: a missing cost is not zero."""

from collections.abc import Iterable
from typing import NamedTuple

from pritok.deals.events import Line


class Sold(NamedTuple):
    """Margin is `costed_minor − cost_minor`; the share of revenue it speaks of, `costed_minor / revenue_minor`."""

    lines: int = 0
    items_milli: int = 0
    products: int = 0
    categories: int = 0
    listed_minor: int = 0
    revenue_minor: int = 0
    costed_minor: int = 0
    cost_minor: int = 0


_NOTHING = Sold()


def sold(lines: Iterable[Line]) -> Sold:
    """Sum up the lines of one deal, each rounded to whole minor units, half up."""
    lines = list(lines)
    if not lines:
        return _NOTHING
    listed = revenue = costed = cost = items = 0
    for line in lines:
        quantity = line.quantity_milli
        paid = _rounded(quantity * (line.price_minor - line.discount_minor))
        items += quantity
        listed += _rounded(quantity * line.price_minor)
        revenue += paid
        if line.cost_minor is not None:
            costed += paid
            cost += _rounded(quantity * line.cost_minor)
    return Sold(
        lines=len(lines),
        items_milli=items,
        products=len({line.product for line in lines} - {None}),
        categories=len({line.category for line in lines} - {None}),
        listed_minor=listed,
        revenue_minor=revenue,
        costed_minor=costed,
        cost_minor=cost,
    )


def _rounded(thousandths: int) -> int:
    return (thousandths + 500) // 1000
