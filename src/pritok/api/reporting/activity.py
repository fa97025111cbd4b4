"""What was done on deals, over HTTP. A list holds one entry per thing done, with its deal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pritok.analytics.reports.activity import ACTIVITY_REPORT
from pritok.api.reporting.questions import DealsQuery, ReportQuery
from pritok.api.reporting.schemas import Body, Dimensions, Listed
from pritok.api.reporting.serving import Endpoint
from pritok.api.responses import errors
from pritok.api.schemas import Page

router = Router(tags=["reports"])


class ActivityFiguresOut(Listed):
    """`active_days` are person-days; `call_s` seconds of answered calls."""

    calls: int
    answered_calls: int
    call_s: int
    messages: int
    meetings: int
    offers_sent: int
    offers_opened: int
    tasks_done: int
    tasks_on_time: int
    notes: int
    recordings_heard: int
    active_days: int


class ActivityTotalOut(ActivityFiguresOut):
    compared: ActivityFiguresOut | None = None


class ActivityRowOut(ActivityTotalOut, Dimensions):
    pass


class ActivityOut(Body[ActivityRowOut]):
    total: ActivityTotalOut
    median: ActivityFiguresOut | None = None


@router.get(
    "/reports/activity", response=errors(503, ok={200: ActivityOut}), operation_id="getActivity"
)
def get_activity(request: HttpRequest, asked: Query[ReportQuery]) -> HttpResponse:
    return ACTIVITY.serve(request, asked)


@router.get(
    "/reports/activity/deals",
    response=errors(503, ok={200: Page[dict[str, Any]]}),
    operation_id="listActivityDeals",
)
def list_activity_deals(request: HttpRequest, asked: Query[DealsQuery]) -> dict[str, Any]:
    return ACTIVITY.open_list(request, asked, asked)


ACTIVITY = Endpoint(ACTIVITY_REPORT, ReportQuery)
