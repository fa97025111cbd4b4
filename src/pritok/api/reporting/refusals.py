"""Q7 over HTTP: refusals by reason, what is more than chance, what grows, and what half of one would bring."""

from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pritok.analytics.reports.periods import day_of
from pritok.analytics.reports.refusals import REFUSALS_REPORT, Absent, Trend
from pritok.analytics.reports.report import Answer, Row
from pritok.api.reporting.answers import Frame, Shown
from pritok.api.reporting.openness import OWN
from pritok.api.reporting.questions import DealsQuery, ReportQuery
from pritok.api.reporting.schemas import Body, Dimensions, Listed, ValueOut
from pritok.api.reporting.serving import Endpoint
from pritok.api.responses import errors
from pritok.api.schemas import OutSchema, Page

router = Router(tags=["reports"])
Money = int | float


class RefusalTotalOut(Listed):
    """Over all reasons; `excluded` were closed for reasons that are no refusal."""

    lost: int
    excluded: int
    share: float | None
    amount: Money


class RefusalFiguresOut(RefusalTotalOut):
    """`flag` 1: clearly more than expected, −1: clearly less. Null where nothing can be expected."""

    expected: float | None
    residual: float | None
    lift: float | None
    q: float | None
    flag: int


class RefusalWholeOut(RefusalTotalOut):
    compared: RefusalTotalOut | None = None


class RefusalRowOut(RefusalFiguresOut, Dimensions):
    compared: RefusalFiguresOut | None = None


class RefusalReasonOut(OutSchema):
    """A reason over everything asked about, most refusals first."""

    reason: ValueOut
    reason_group: ValueOut
    lost: int
    share: float
    amount: Money
    list: str


class RefusalHalvingOut(OutSchema):
    """What half as many refusals for this reason would have brought a month, were they sold like the others; `low`
    and `high` hold 80 % of what chance makes of it. An association in one's own data, no proof."""

    reason: ValueOut
    deals: float
    low: float
    high: float
    amount: Money | None


class RefusalMarginRangeOut(OutSchema):
    low: Money | None
    high: Money | None


class RefusalAbsentOut(Dimensions):
    """Where a reason is clearly missing: no refusal where `expected` were, with the false discovery rate `q`."""

    expected: float
    q: float


class RefusalWeekOut(OutSchema):
    share: float | None
    low: float | None
    high: float | None


class RefusalTrendOut(OutSchema):
    """Shares of a reason by week; `alert` 1 or −1: the latest week crossed three sigmas."""

    reason: ValueOut
    centre: float | None
    alert: int
    weeks: list[RefusalWeekOut]


class RefusalsOut(Body[RefusalRowOut]):
    """`halving_margin` and its range (80 %) belong to the entries of `halving`, for those who may see costs.

    `absent` are combinations that have no row, because nothing was lost there, and are conspicuous for it.
    """

    total: RefusalWholeOut
    median: RefusalFiguresOut | None = None
    reasons: list[RefusalReasonOut]
    halving: list[RefusalHalvingOut]
    halving_margin: list[Money | None] | None = None
    halving_margin_range: list[RefusalMarginRangeOut] | None = None
    absent: list[RefusalAbsentOut]
    weeks: list[str]
    week_totals: list[int]
    trends: list[RefusalTrendOut]


@router.get(
    "/reports/refusals", response=errors(503, ok={200: RefusalsOut}), operation_id="getRefusals"
)
def get_refusals(request: HttpRequest, asked: Query[ReportQuery]) -> HttpResponse:
    return REFUSALS.serve(request, asked)


@router.get(
    "/reports/refusals/deals",
    response=errors(503, ok={200: Page[dict[str, Any]]}),
    operation_id="listRefusalsDeals",
)
def list_refusals_deals(request: HttpRequest, asked: Query[DealsQuery]) -> dict[str, Any]:
    return REFUSALS.open_list(request, asked, asked)


def _parts(frame: Frame, answer: Answer) -> Shown:
    reasons, halving = answer.parts["reasons"], answer.parts["halving"]
    all_lost = sum(each.lost for each in reasons)
    trend: Trend = answer.parts["trend"]
    return {
        "reasons": [
            {
                "reason": frame.named("reason", each.reason),
                "reason_group": frame.named("reason_group", each.group),
                "lost": each.lost,
                "share": each.lost / all_lost,
                "amount": frame.money(each.amount),
                "list": frame.address({"reason": each.reason}),
            }
            for each in reasons
        ],
        "halving": [
            {
                "reason": frame.named("reason", each.reason),
                "deals": each.deals,
                "low": each.low,
                "high": each.high,
                "amount": frame.money(each.amount),
            }
            for each in halving
        ],
        "halving_margin": [frame.money(each.margin) for each in halving],
        "halving_margin_range": [
            {"low": frame.money(each.margin_low), "high": frame.money(each.margin_high)}
            for each in halving
        ],
        "absent": [
            _absent(frame, each)
            for each in answer.parts["absent"]
            if frame.veil.view != OWN or not frame.hides(Row(each.keys, {}))
        ],
        "weeks": [day_of(week).isoformat() for week in trend.weeks],
        "week_totals": trend.totals,
        "trends": [_trend(frame, trend, place) for place in range(len(trend.reasons))],
    }


def _absent(frame: Frame, absent: Absent) -> Shown:
    values = frame.values(absent.keys)
    names = {dimension: frame.named(dimension, value) for dimension, value in values.items()}
    return {**names, "expected": absent.expected, "q": absent.q}


def _trend(frame: Frame, trend: Trend, place: int) -> Shown:
    chart = trend.chart
    return {
        "reason": frame.named("reason", trend.reasons[place]),
        "centre": _known(chart.centre[place]),
        "alert": int(chart.alert[place]),
        "weeks": [
            {
                "share": _known(chart.share[place, week]),
                "low": _known(chart.low[place, week]),
                "high": _known(chart.high[place, week]),
            }
            for week in range(len(trend.weeks))
        ],
    }


def _known(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)


REFUSALS = Endpoint(REFUSALS_REPORT, ReportQuery, _parts)
