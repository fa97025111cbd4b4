"""Q6 over HTTP: the sales cycle, with the shares won and lost by the day and what the best quarter would give."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pritok.analytics.reports.cycle import CYCLE_REPORT
from pritok.analytics.reports.cycle.answering import Cycle
from pritok.analytics.reports.report import Answer
from pritok.api.reporting.answers import Frame, Shown
from pritok.api.reporting.questions import DealsQuery, ReportQuery
from pritok.api.reporting.schemas import Body, Dimensions, Listed
from pritok.api.reporting.serving import Endpoint
from pritok.api.responses import errors
from pritok.api.schemas import OutSchema, Page

router = Router(tags=["reports"])


class CycleTimesOut(Listed):
    """Wall-clock seconds, but working seconds to the first answer; null where there is no end of the kind yet."""

    median_won_s: float | None
    p80_won_s: float | None
    p90_won_s: float | None
    median_lost_s: float | None
    p80_lost_s: float | None
    p90_lost_s: float | None
    first_answer_median_s: float | None
    queue_share: float | None
    ours_share: float | None
    clients_share: float | None
    paused_share: float | None
    median_won_if_s: float | None


class CycleFiguresOut(CycleTimesOut):
    """The four shares sum to 1. `deals` are `won`, `lost` and `open`; `excluded` ones are not in it."""

    deals: int
    won: int
    lost: int
    open: int
    excluded: int
    answered: int


class CycleTotalOut(CycleFiguresOut):
    compared: CycleFiguresOut | None = None


class CycleRowOut(CycleTotalOut, Dimensions):
    pass


class CycleMedianOut(CycleTimesOut):
    """The medians over all managers, where others are not shown."""

    deals: float | None
    won: float | None
    lost: float | None
    open: float | None
    excluded: float | None
    answered: float | None


class OutcomeOut(OutSchema):
    """By the end of so many days since the first contact; null beyond what has been seen."""

    day: int
    won: float | None
    lost: float | None


class CycleTargetOut(OutSchema):
    """Our share of the time with the best quarter of `managers`; null where fewer than four have enough deals."""

    ours_share: float | None
    managers: int


class CycleOut(Body[CycleRowOut]):
    """`outcomes` are of all deals together; `target` is what `median_won_if_s` is reckoned with."""

    total: CycleTotalOut
    median: CycleMedianOut | None = None
    outcomes: list[OutcomeOut]
    target: CycleTargetOut


@router.get("/reports/cycle", response=errors(503, ok={200: CycleOut}), operation_id="getCycle")
def get_cycle(request: HttpRequest, asked: Query[ReportQuery]) -> HttpResponse:
    return CYCLE.serve(request, asked)


@router.get(
    "/reports/cycle/deals",
    response=errors(503, ok={200: Page[dict[str, Any]]}),
    operation_id="listCycleDeals",
)
def list_cycle_deals(request: HttpRequest, asked: Query[DealsQuery]) -> dict[str, Any]:
    """Return the deals a number counts; `details` tell how long each took or takes."""
    return CYCLE.open_list(request, asked, asked)


def _parts(_frame: Frame, answer: Answer) -> Shown:
    found: Cycle = answer.parts["cycle"]
    return {
        "outcomes": [
            {"day": each.day, "won": each.won, "lost": each.lost} for each in found.outcomes
        ],
        "target": {"ours_share": found.target.share, "managers": found.target.managers},
    }


CYCLE = Endpoint(CYCLE_REPORT, ReportQuery, _parts)
