"""Q2 over HTTP: checks and margin, with boxes, the spread between managers, and what is bought together."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pritok.analytics.reports.checks import CHECKS_REPORT
from pritok.analytics.reports.checks.attaching import Pair
from pritok.analytics.reports.checks.spreading import Apart
from pritok.analytics.reports.report import Answer
from pritok.api.reporting.answers import Frame, Shown
from pritok.api.reporting.questions import Paged, ReportQuery
from pritok.api.reporting.schemas import Body, Dimensions, Listed, ValueOut
from pritok.api.reporting.serving import Endpoint
from pritok.api.responses import errors
from pritok.api.schemas import OutSchema, Page

router = Router(tags=["reports"])
Money = int | float


class ChecksQuery(ReportQuery):
    """`detail` adds the spread from period to period, or the products or categories bought together."""

    detail: Literal["none", "trend", "products", "categories"] = "none"


class ChecksDealsQuery(Paged, ChecksQuery):
    """The same question and the number whose deals are wanted."""


class CheckFiguresOut(Listed):
    """The last three come to those who may see costs. `gap` is the sum of its four parts."""

    won: int
    valued: int
    other_currency: int
    itemised: int
    amount: Money | None
    mean: Money | None
    median: Money | None
    typical: Money | None
    typical_low: Money | None
    typical_high: Money | None
    p10: Money | None
    p25: Money | None
    p75: Money | None
    p90: Money | None
    cv: float | None
    items_per_deal: float | None
    lines: float | None
    products: float | None
    categories: float | None
    cross_sold: int
    cross_sell: float | None
    discount: float | None
    gap: Money | None
    gap_price: Money | None
    gap_items: Money | None
    gap_mix: Money | None
    gap_discount: Money | None
    margin: Money | None = None
    margin_rate: float | None = None
    cost_coverage: float | None = None


class CheckTotalOut(CheckFiguresOut):
    compared: CheckFiguresOut | None = None


class CheckRowOut(CheckTotalOut, Dimensions):
    pass


class BoxOut(OutSchema):
    """The checks of the row at the same place in `rows`; null where it has none with an amount."""

    min: Money | None
    p10: Money | None
    p25: Money | None
    median: Money | None
    p75: Money | None
    p90: Money | None
    max: Money | None


class SpreadOut(OutSchema):
    """Of the median checks of managers with at least five: P90 ÷ P10, and standard deviation ÷ mean."""

    ratio: float | None
    variation: float | None
    managers: int


class PeriodSpreadOut(SpreadOut):
    period: ValueOut


class PairOut(OutSchema):
    """Of `deals` with `one`, `both` also have `other`. Without filters on manager or team the team's are the same."""

    one: ValueOut
    other: ValueOut
    deals: int
    both: int
    rate: float
    team_deals: int
    team_both: int
    team_rate: float


class ChecksOut(Body[CheckRowOut]):
    """`trend` and `attached` come when asked for by `detail`."""

    total: CheckTotalOut
    median: CheckFiguresOut | None = None
    boxes: list[BoxOut]
    spread: SpreadOut
    trend: list[PeriodSpreadOut] | None = None
    attached: list[PairOut] | None = None


@router.get("/reports/checks", response=errors(503, ok={200: ChecksOut}), operation_id="getChecks")
def get_checks(request: HttpRequest, asked: Query[ChecksQuery]) -> HttpResponse:
    return CHECKS.serve(request, asked)


@router.get(
    "/reports/checks/deals",
    response=errors(503, ok={200: Page[dict[str, Any]]}),
    operation_id="listChecksDeals",
)
def list_checks_deals(request: HttpRequest, asked: Query[ChecksDealsQuery]) -> dict[str, Any]:
    return CHECKS.open_list(request, asked, asked)


def _parts(frame: Frame, answer: Answer) -> Shown:
    found = answer.parts
    shown: Shown = {
        "boxes": [_box(frame, found["boxes"][row.keys]) for row in answer.rows],
        "spread": _spread(found["spread"]),
    }
    if "trend" in found:
        shown["trend"] = [
            {"period": frame.named("period", period), **_spread(apart)}
            for period, apart in found["trend"]
        ]
    if "attached" in found:
        things = "category" if frame.question.options["detail"] == "categories" else "product"
        shown["attached"] = [_pair(frame, things, pair) for pair in found["attached"]]
    return shown


def _box(frame: Frame, quantiles: list[float | None]) -> Shown:
    return dict(zip(BoxOut.model_fields, map(frame.money, quantiles), strict=True))


def _spread(apart: Apart) -> Shown:
    return {"ratio": apart.ratio, "variation": apart.variation, "managers": apart.managers}


def _pair(frame: Frame, things: str, pair: Pair) -> Shown:
    return {
        "one": frame.named(things, pair.one),
        "other": frame.named(things, pair.other),
        "deals": pair.deals,
        "both": pair.both,
        "rate": pair.both / pair.deals,
        "team_deals": pair.team_deals,
        "team_both": pair.team_both,
        "team_rate": pair.team_both / pair.team_deals,
    }


CHECKS = Endpoint(CHECKS_REPORT, ChecksQuery, _parts)
