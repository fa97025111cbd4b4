"""What a deal's lines come to. Revenue whose cost is unknown stays apart: a missing cost is not zero."""

from collections.abc import Sequence
from typing import NamedTuple

from pritok.analytics.rows import SoldRow
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


NOTHING_SOLD = Sold()


def sold_rows(lines: Sequence[Line]) -> list[SoldRow]:
    """Return what each line comes to, rounded to whole minor units, half up."""
    return [
        SoldRow(
            place,
            line.product,
            line.category,
            line.quantity_milli,
            _rounded(line.quantity_milli * line.price_minor),
            _rounded(line.quantity_milli * (line.price_minor - line.discount_minor)),
            None if line.cost_minor is None else _rounded(line.quantity_milli * line.cost_minor),
        )
        for place, line in enumerate(lines)
    ]


def sold(rows: Sequence[SoldRow]) -> Sold:
    """Sum up the lines of one deal."""
    costed = cost = 0
    for row in rows:
        if row.cost_minor is not None:
            costed += row.revenue_minor
            cost += row.cost_minor
    return Sold(
        lines=len(rows),
        items_milli=sum([row.quantity_milli for row in rows]),
        products=len({row.product for row in rows} - {None}),
        categories=len({row.category for row in rows} - {None}),
        listed_minor=sum([row.listed_minor for row in rows]),
        revenue_minor=sum([row.revenue_minor for row in rows]),
        costed_minor=costed,
        cost_minor=cost,
    )


def _rounded(thousandths: int) -> int:
    return (thousandths + 500) // 1000
