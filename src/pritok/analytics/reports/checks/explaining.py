"""The gap of each row to the team: what the rows and the team sold of each product, put to `gap`."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from pritok.analytics.dimensions import Parameters
from pritok.analytics.reports.checks.gap import Baskets, Gap, Sales, gaps
from pritok.analytics.reports.checks.sales import lines
from pritok.analytics.reports.population import WHO, Grouped, grouped, keyed
from pritok.analytics.reports.report import Asked, Keys, Report

Integers = npt.NDArray[np.int64]
SALES = {
    "valued": "count(amount)",
    "amount": "sum(amount)",
    "beside_lines": "sum(case when lines > 0 then amount - revenue_minor end)",
}
_LINES = (
    "coalesce(product, 0) as thing",
    "quantity_milli as quantity",
    "listed_minor as listed",
    "revenue_minor as paid",
    "currency",
    "amount_minor",
)


def gaps_of(asked: Asked, report: Report, found: Grouped) -> dict[Keys, Gap]:
    """Return the gap of each row that has checks, and under () that of all of them to the team.

    `found` holds `SALES` of the rows and of everything asked about.
    """
    keys, baskets = _baskets(asked, report)
    if not keys:
        return {}
    team, total = baskets, found.total
    if any(key in asked.question.filters for key in WHO):
        everybody = _of_everybody(asked)
        team, total = _baskets(everybody, report)[1], grouped(everybody, report, SALES).total
    whole, of_team = team.added_up(), _sales(total)
    explained: dict[Keys, Gap] = {
        (): gaps(baskets.added_up(), [_sales(found.total)], whole, of_team)[0]
    }
    if found.rows:
        sales = [_sales(found.rows[each]) for each in keys]
        explained |= dict(zip(keys, gaps(baskets, sales, whole, of_team), strict=True))
    return explained


def _of_everybody(asked: Asked) -> Asked:
    question = asked.question
    filters = {key: values for key, values in question.filters.items() if key not in WHO}
    return replace(asked, question=replace(question, filters=filters, group_by=()))


def _sales(sums: dict[str, int | None]) -> Sales:
    return Sales(sums["valued"] or 0, sums["amount"] or 0, sums["beside_lines"] or 0)


def _baskets(asked: Asked, report: Report) -> tuple[list[Keys], Baskets]:
    """Return the rows' keys, in order, and what each sold."""
    parameters = Parameters()
    sold = keyed(asked, replace(report, relate=lines), parameters, more=_LINES)
    bare = keyed(asked, report, parameters, more=("coalesce(product, 0) as thing",))
    currency = parameters.add(asked.question.currency)
    names = [f"key_{place}" for place in range(len(report.keys_of(asked.question)))]
    columns = "".join(f"{name}, " for name in names)
    asked.cursor.execute(
        f"select {columns} thing, sum(quantity)::double as quantity, sum(listed)::double as listed,"
        f" sum(paid)::double as paid from ("
        f"select {columns} thing, quantity, listed, paid from ({sold})"
        f" where currency = {currency} and amount_minor is not null"
        f" union all select {columns} thing, 1000, amount, amount from ({bare})"
        f" where lines = 0 and amount is not null) group by {columns} thing order by all",
        parameters.values,
    )
    table = asked.cursor.fetchnumpy()
    thing: Integers = np.asarray(table["thing"], dtype=np.int64)
    columns_of_keys = [np.asarray(table[name], dtype=np.int64) for name in names]
    is_new = np.zeros(len(thing), dtype=bool)
    is_new[:1] = True
    for column in columns_of_keys:
        is_new[1:] |= column[1:] != column[:-1]
    firsts = np.flatnonzero(is_new)
    keys = [tuple(int(column[first]) for column in columns_of_keys) for first in firsts]
    sums = (np.asarray(table[name], dtype=np.float64) for name in ("quantity", "listed", "paid"))
    return keys, Baskets(np.cumsum(is_new) - 1, thing, *sums)
