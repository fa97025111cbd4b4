"""Answers in time over HTTP: by the company's own target or by the promise given to the client."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pritok.analytics.reports.report import Answer
from pritok.analytics.reports.sla import SLA_REPORT
from pritok.api.reporting.answers import Frame, Shown
from pritok.api.reporting.questions import Paged, ReportQuery
from pritok.api.reporting.schemas import Body, Dimensions, Listed
from pritok.api.reporting.serving import Endpoint
from pritok.api.responses import errors
from pritok.api.schemas import OutSchema, Page

router = Router(tags=["reports"])


class SlaQuery(ReportQuery):
    """`deadline` is the company's own target, in working time, or the promise given to the client."""

    deadline: Literal["target", "promise"] = "target"


class SlaDealsQuery(Paged, SlaQuery):
    """The same question and the number whose deals are wanted."""


class SlaFiguresOut(Listed):
    """`requests` are those in time, breached and still waiting; times are working seconds."""

    requests: int
    answered: int
    on_time: int
    breached: int
    waiting: int
    rate: float | None
    low: float | None
    high: float | None
    median_s: float | None
    p90_s: float | None


class SlaTotalOut(SlaFiguresOut):
    compared: SlaFiguresOut | None = None


class SlaRowOut(SlaTotalOut, Dimensions):
    pass


class SlaUnansweredOut(OutSchema):
    """The share of requests still without an answer after so many working seconds."""

    after_s: float
    share: float


class SlaOut(Body[SlaRowOut]):
    total: SlaTotalOut
    median: SlaFiguresOut | None = None
    curve: list[SlaUnansweredOut]


@router.get("/reports/sla", response=errors(503, ok={200: SlaOut}), operation_id="getSla")
def get_sla(request: HttpRequest, asked: Query[SlaQuery]) -> HttpResponse:
    return SLA.serve(request, asked)


@router.get(
    "/reports/sla/deals",
    response=errors(503, ok={200: Page[dict[str, Any]]}),
    operation_id="listSlaDeals",
)
def list_sla_deals(request: HttpRequest, asked: Query[SlaDealsQuery]) -> dict[str, Any]:
    return SLA.open_list(request, asked, asked)


def _parts(_frame: Frame, answer: Answer) -> Shown:
    return {"curve": [{"after_s": at, "share": share} for at, share in answer.parts["curve"]]}


SLA = Endpoint(SLA_REPORT, SlaQuery, _parts)
