"""Q3 over HTTP: lost deals, what they were worth, and how they were worked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pritok.analytics.reports.losses import LOSSES_REPORT
from pritok.api.reporting.questions import DealsQuery, ReportQuery
from pritok.api.reporting.schemas import Body, Dimensions, Listed
from pritok.api.reporting.serving import Endpoint
from pritok.api.responses import errors
from pritok.api.schemas import MoneyOut, Page

router = Router(tags=["reports"])


class LossFiguresOut(Listed):
    """The five labels, from `never_contacted` to `worked_fully`, add up to `lost`."""

    lost: int
    excluded: int
    amount: MoneyOut | None
    other_currency: int
    expected_margin: MoneyOut | None
    never_contacted: int
    lost_after_silence: int
    no_offer: int
    offer_unopened: int
    worked_fully: int
    preventable: float | None
    touches: float | None
    silence_s: float | None
    promised: int
    answered_in_time: int


class LossTotalOut(LossFiguresOut):
    compared: LossFiguresOut | None = None


class LossRowOut(LossTotalOut, Dimensions):
    pass


class LossesOut(Body[LossRowOut]):
    total: LossTotalOut
    median: LossFiguresOut | None = None


@router.get("/reports/losses", response=errors(503, ok={200: LossesOut}), operation_id="getLosses")
def get_losses(request: HttpRequest, asked: Query[ReportQuery]) -> HttpResponse:
    return LOSSES.serve(request, asked)


@router.get(
    "/reports/losses/deals",
    response=errors(503, ok={200: Page[dict[str, Any]]}),
    operation_id="listLossesDeals",
)
def list_losses_deals(request: HttpRequest, asked: Query[DealsQuery]) -> dict[str, Any]:
    """`details`: the label (1–5 in the order of the figures), contacts, our longest silence, answered in time."""
    return LOSSES.open_list(request, asked, asked)


LOSSES = Endpoint(LOSSES_REPORT, ReportQuery)
