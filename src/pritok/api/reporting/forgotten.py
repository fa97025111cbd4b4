"""Q4 over HTTP: forgotten deals, the longest silent first in every list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pritok.analytics.reports.forgotten import FORGOTTEN_REPORT
from pritok.api.reporting.questions import DealsQuery, ReportQuery
from pritok.api.reporting.schemas import Body, Dimensions, Listed
from pritok.api.reporting.serving import Endpoint
from pritok.api.responses import errors
from pritok.api.schemas import Page

router = Router(tags=["reports"])


class ForgottenFiguresOut(Listed):
    """`at_head` and `at_pool` count forgotten deals whose silence has come to 150 and 200 % of the limit."""

    open: int
    forgotten: int
    share: float | None
    amount: int | float
    other_currency: int
    oldest_at: str | None
    at_head: int
    at_pool: int
    paused: int
    planned: int


class ForgottenTotalOut(ForgottenFiguresOut):
    compared: ForgottenFiguresOut | None = None


class ForgottenRowOut(ForgottenTotalOut, Dimensions):
    pass


class ForgottenOut(Body[ForgottenRowOut]):
    total: ForgottenTotalOut
    median: ForgottenFiguresOut | None = None


@router.get(
    "/reports/forgotten", response=errors(503, ok={200: ForgottenOut}), operation_id="getForgotten"
)
def get_forgotten(request: HttpRequest, asked: Query[ReportQuery]) -> HttpResponse:
    """A state as of now: `from` and `to` change nothing."""
    return FORGOTTEN.serve(request, asked)


@router.get(
    "/reports/forgotten/deals",
    response=errors(503, ok={200: Page[dict[str, Any]]}),
    operation_id="listForgottenDeals",
)
def list_forgotten_deals(request: HttpRequest, asked: Query[DealsQuery]) -> dict[str, Any]:
    """`details`: working seconds of silence, the limit, and the step of 100, 150, 200 % it has come to (0: none)."""
    return FORGOTTEN.open_list(request, asked, asked)


FORGOTTEN = Endpoint(FORGOTTEN_REPORT, ReportQuery)
