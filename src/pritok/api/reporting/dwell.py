"""Q5 over HTTP: time in stages, with the stages of each row, their curves, where deals go, and the norms."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pritok.analytics.reports.dwell import DWELL_REPORT
from pritok.analytics.reports.dwell.answering import Dwell, StageDwell
from pritok.analytics.reports.dwell.norms import Norm
from pritok.analytics.reports.dwell.ways import Way
from pritok.analytics.reports.report import Answer, Keys
from pritok.analytics.stages import StageOrder
from pritok.api.reporting.answers import Frame, Shown
from pritok.api.reporting.questions import DealsQuery, ReportQuery
from pritok.api.reporting.schemas import Body, Dimensions, Listed, ValueOut
from pritok.api.reporting.serving import Endpoint
from pritok.api.responses import errors
from pritok.api.schemas import OutSchema, Page

router = Router(tags=["reports"])
_ENDS = {"won": {"ru": "Продажа", "en": "Sale"}, "lost": {"ru": "Отказ", "en": "Lost"}}


class DwellFiguresOut(Listed):
    """Working seconds; a quantile is null where it was not seen yet: it is more than `longest_s`."""

    visits: int
    median_s: int | None
    p80_s: int | None
    p90_s: int | None
    longest_s: int | None
    open: int
    stuck: int
    returns: int
    ping_pong: int


class DwellTotalOut(DwellFiguresOut):
    compared: DwellFiguresOut | None = None


class DwellRowOut(DwellTotalOut, Dimensions):
    pass


class DwellMedianOut(OutSchema):
    """The medians over all managers, where others are not shown."""

    visits: float | None
    median_s: float | None
    p80_s: float | None
    p90_s: float | None
    longest_s: float | None
    open: float | None
    stuck: float | None
    returns: float | None
    ping_pong: float | None


class StageDwellOut(DwellFiguresOut):
    stage: ValueOut


class StageCurveOut(StageDwellOut):
    """`box` are P10, P25, P50, P75, P90; `curve` holds [working seconds, share still there] where it is known."""

    box: list[int | None]
    curve: list[list[float]]


class StageWayOut(OutSchema):
    """So many stays in `start` ended by going to `end`: a stage, the sale, or lost."""

    start: ValueOut
    end: ValueOut
    stays: int


class StageNormOut(OutSchema):
    """How long four of five won deals stood there at most. No stage: of the pipeline; no deal type: of all types."""

    pipeline: ValueOut
    stage: ValueOut | None
    deal_type: ValueOut | None
    norm_s: int
    cases: int


class StageLimitOut(OutSchema):
    """A limit set by hand, which goes before any norm."""

    stage: ValueOut
    limit_s: int


class DwellOut(Body[DwellRowOut]):
    """`by_stage` holds the stages of each row, in the order of `rows`, unless the stage is a key of the rows."""

    total: DwellTotalOut
    median: DwellMedianOut | None = None
    stages: list[StageCurveOut]
    by_stage: list[list[StageDwellOut]] | None = None
    ways: list[StageWayOut]
    norms: list[StageNormOut]
    limits: list[StageLimitOut]


@router.get("/reports/dwell", response=errors(503, ok={200: DwellOut}), operation_id="getDwell")
def get_dwell(request: HttpRequest, asked: Query[ReportQuery]) -> HttpResponse:
    return DWELL.serve(request, asked)


@router.get(
    "/reports/dwell/deals",
    response=errors(503, ok={200: Page[dict[str, Any]]}),
    operation_id="listDwellDeals",
)
def list_dwell_deals(request: HttpRequest, asked: Query[DealsQuery]) -> dict[str, Any]:
    """Return the deals of the stays a number counts; `details` tell when each was entered and how long it lasts."""
    return DWELL.open_list(request, asked, asked)


def _parts(frame: Frame, answer: Answer) -> Shown:
    found: Dwell = answer.parts["dwell"]
    shown: Shown = {
        "stages": [_stage(frame, stage) for stage in found.stages],
        "ways": [_way(frame, way) for way in found.ways],
        "norms": [_norm(frame, norm) for norm in found.norms],
        "limits": [
            {"stage": frame.named("stage", stage), "limit_s": limit}
            for stage, limit in frame.question.limits.stages
        ],
    }
    if "stage" not in frame.keys:
        order = StageOrder.of(frame.mark.stages)
        shown["by_stage"] = [
            _stages_of(frame, found, order, row.keys, is_hidden=frame.hides(row))
            for row in answer.rows
        ]
    return shown


def _stages_of(
    frame: Frame, found: Dwell, order: StageOrder, keys: Keys, *, is_hidden: bool
) -> list[Shown]:
    values = frame.values(keys)
    own = found.by_stage[keys]
    return [
        {
            "stage": frame.named("stage", stage),
            **own[stage],
            "list": None if is_hidden else frame.address({**values, "stage": stage}),
        }
        for stage in sorted(own, key=order.place)
    ]


def _stage(frame: Frame, stage: StageDwell) -> Shown:
    return {
        "stage": frame.named("stage", stage.stage),
        **stage.figures,
        "list": frame.address({"stage": stage.stage}),
        "box": stage.box,
        "curve": [list(corner) for corner in stage.curve],
    }


def _way(frame: Frame, way: Way) -> Shown:
    if isinstance(way.end, int):
        end = frame.named("stage", way.end)
    else:
        end = {"id": way.end, "name": _ENDS[way.end][frame.language]}
    return {"start": frame.named("stage", way.start), "end": end, "stays": way.stays}


def _norm(frame: Frame, norm: Norm) -> Shown:
    return {
        "pipeline": frame.named("pipeline", norm.pipeline),
        "stage": None if norm.stage is None else frame.named("stage", norm.stage),
        "deal_type": None if norm.deal_type is None else frame.named("deal_type", norm.deal_type),
        "norm_s": norm.norm_s,
        "cases": norm.cases,
    }


DWELL = Endpoint(DWELL_REPORT, ReportQuery, _parts)
