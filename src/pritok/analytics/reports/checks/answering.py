"""The figures of the report on checks: one scan of the won deals, one of their lines."""

from math import sqrt
from typing import Any

from pritok.analytics.metrics.checks import CHECKS, FIGURES
from pritok.analytics.reports.checks import attaching, explaining, spreading
from pritok.analytics.reports.checks.gap import Gap
from pritok.analytics.reports.checks.sales import deals
from pritok.analytics.reports.checks.spreading import Typical
from pritok.analytics.reports.population import grouped
from pritok.analytics.reports.report import Answer, Asked, Figure, Keys, Report, Row

Sums = dict[str, Any]
_SHARES = (0, 0.1, 0.25, 0.5, 0.75, 0.9, 1)
_QUANTILES = ("min", "p10", "p25", "median", "p75", "p90", "max")
_AGGREGATES = {
    "won": "count(*)",
    "other_currency": "count(*) filter (where is_foreign)",
    **explaining.SALES,
    **spreading.LOGARITHMS,
    "squares": "sum(amount::hugeint * amount)",
    "quantiles": f"quantile_cont(amount, {list(_SHARES)})",
    "itemised": "count(*) filter (where lines > 0)",
    "items": "sum(items_milli)",
    "lines": "sum(lines)",
    "products": "sum(products)",
    "categories": "sum(categories)",
    "cross_sold": "count(*) filter (where categories > 1)",
    "listed": "sum(listed_minor)",
    "paid": "sum(revenue_minor)",
    "costed": "sum(costed_minor)",
    "cost": "sum(cost_minor)",
    "sold": "sum(case when lines > 0 then revenue_minor else amount end)",
}
TREND, PRODUCTS, CATEGORIES = "trend", "products", "categories"
DETAILS = ("none", TREND, PRODUCTS, CATEGORIES)
_AS_COUNTED = (
    "won",
    "valued",
    "other_currency",
    "itemised",
    "cross_sold",
    "amount",
    *_QUANTILES[1:-1],
)
_THINGS = {PRODUCTS: "product", CATEGORIES: "category"}


def _answer(asked: Asked) -> Answer:
    found = grouped(asked, CHECKS_REPORT, _AGGREGATES)
    for sums in (*found.rows.values(), found.total):
        sums |= zip(_QUANTILES, sums["quantiles"] or [None] * len(_SHARES), strict=True)
    gaps = explaining.gaps_of(asked, CHECKS_REPORT, found)
    typical = spreading.typical(found)

    def row(keys: Keys, sums: Sums) -> Row:
        return Row(keys, _figures(sums, gaps.get(keys), typical.get(keys)))

    rows = [row(keys, sums) for keys, sums in found.rows.items()]
    parts: dict[str, Any] = {
        "boxes": {keys: [sums[name] for name in _QUANTILES] for keys, sums in found.rows.items()},
        "spread": spreading.now(asked, CHECKS_REPORT, found),
    }
    detail = asked.question.options.get("detail")
    if detail == TREND:
        parts["trend"] = spreading.trend(asked, CHECKS_REPORT)
    elif detail in _THINGS:
        parts["attached"] = attaching.pairs(asked, _THINGS[detail])
    return Answer(rows, row((), found.total), parts)


def _figures(sums: Sums, gap: Gap | None, typical: Typical | None) -> dict[str, Figure]:
    itemised = sums["itemised"]
    middle, low, high = typical or (None, None, None)
    return {
        **{name: sums[name] for name in _AS_COUNTED},
        "mean": _ratio(sums["amount"], sums["valued"]),
        "typical": middle,
        "typical_low": low,
        "typical_high": high,
        "cv": _variation(sums["valued"], sums["amount"], sums["squares"]),
        "items_per_deal": _ratio(sums["items"], 1000 * itemised),
        **{name: _ratio(sums[name], itemised) for name in ("lines", "products", "categories")},
        "cross_sell": _ratio(sums["cross_sold"], itemised),
        "discount": _ratio((sums["listed"] or 0) - (sums["paid"] or 0), sums["listed"]),
        **_gap_figures(gap),
        **_margin_figures(sums["costed"] or 0, sums["cost"] or 0, sums["sold"] or 0),
    }


def _gap_figures(gap: Gap | None) -> dict[str, Figure]:
    if gap is None:
        return dict.fromkeys(("gap", *(f"gap_{part}" for part in Gap._fields[1:])))
    whole, *parts = gap
    named = zip(Gap._fields[1:], parts, strict=True)
    return {"gap": whole, **{f"gap_{name}": part for name, part in named}}


def _margin_figures(costed: int, cost: int, sold: int) -> dict[str, Figure]:
    """Without any known cost there is no margin: it is not zero, and not the revenue."""
    return {
        "margin": costed - cost if costed or cost else None,
        "margin_rate": _ratio(costed - cost, costed),
        "cost_coverage": _ratio(costed, sold),
    }


def _variation(count: int, total: int | None, squares: int | None) -> float | None:
    """Return the standard deviation (n - 1) ÷ mean from exact sums."""
    if count < 2 or not total or squares is None:
        return None
    return sqrt((count * squares - total * total) / (count * (count - 1))) * count / total


def _ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole


CHECKS_REPORT = Report(
    metric=CHECKS,
    figures=FIGURES,
    cells={
        "won": "true",
        "valued": "amount is not null",
        "other_currency": "is_foreign",
        "itemised": "lines > 0",
        "cross_sold": "categories > 1",
    },
    relate=deals,
    answer=_answer,
    sorted_by="amount",
    options={"detail": DETAILS},
)
