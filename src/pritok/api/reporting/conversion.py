"""Q1 over HTTP: stage conversion, with all steps of a pipeline when the question is about one."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from pritok.analytics.reports.conversion import CONVERSION_REPORT, Conversion, Counts, Row
from pritok.analytics.reports.question import Basis
from pritok.analytics.reports.report import Answer
from pritok.analytics.reports.steps import Step
from pritok.api.reporting.answers import Frame, Shown
from pritok.api.reporting.questions import Paged, ReportQuery
from pritok.api.reporting.schemas import Body, Dimensions, Listed, ValueOut
from pritok.api.reporting.serving import Endpoint
from pritok.api.responses import errors
from pritok.api.schemas import OutSchema, Page

router = Router(tags=["reports"])


class ConversionQuery(ReportQuery):
    """`by` says which moment the period cuts; the step leads from a stage to a later one, or to the sale (`won`)."""

    by: Basis = "first_contact"
    step_from: Annotated[int | None, Field(ge=1, le=2**53 - 1)] = None
    step_to: Annotated[str | None, Field(max_length=20)] = None


class ConversionDealsQuery(Paged, ConversionQuery):
    """The same question and the number whose deals are wanted."""


class RateOut(Listed):
    """`low` and `high` are Wilson's 95 % interval; `open` deals have not advanced yet; `excluded` ones are not
    in `entered`."""

    entered: int
    advanced: int
    rate: float | None
    low: float | None
    high: float | None
    open: int
    excluded: int


class FiguresOut(RateOut):
    """`won`, `lost` and `win_rate` come with steps to the sale."""

    index: float | None
    won: int | None = None
    lost: int | None = None
    win_rate: float | None = None


class TotalOut(FiguresOut):
    compared: FiguresOut | None = None


class RowOut(TotalOut, Dimensions):
    pass


class StepRateOut(RateOut):
    """`step` is the place in `steps`."""

    step: int


class DayOut(OutSchema):
    day: int
    rate: float | None


class ConversionOut(Body[RowOut]):
    """`matrix` holds all steps per row, in the order of `rows`, when the question is about one pipeline."""

    total: TotalOut
    median: FiguresOut | None = None
    step: dict[str, ValueOut]
    steps: list[dict[str, ValueOut]]
    matrix: list[list[StepRateOut]] | None = None
    total_matrix: list[StepRateOut] | None = None
    day_n: list[DayOut]


@router.get(
    "/reports/conversion",
    response=errors(503, ok={200: ConversionOut}),
    operation_id="getConversion",
)
def get_conversion(request: HttpRequest, asked: Query[ConversionQuery]) -> HttpResponse:
    return CONVERSION.serve(request, asked)


@router.get(
    "/reports/conversion/deals",
    response=errors(503, ok={200: Page[dict[str, Any]]}),
    operation_id="listConversionDeals",
)
def list_conversion_deals(
    request: HttpRequest, asked: Query[ConversionDealsQuery]
) -> dict[str, Any]:
    return CONVERSION.open_list(request, asked, asked)


def _parts(frame: Frame, answer: Answer) -> Shown:
    found: Conversion = answer.parts["conversion"]
    names = frame.names
    shown: Shown = {
        "step": names.step(found.step),
        "steps": [names.step(step) for step in found.steps] or [names.step(found.step)],
        "day_n": [{"day": day, "rate": rate} for day, rate in found.day_n],
    }
    if found.steps:
        by_keys = {row.keys: row for row in found.rows}
        shown["matrix"] = [
            _matrix(frame, by_keys[row.keys], found.steps, hidden=frame.hides(row))
            for row in answer.rows
        ]
        shown["total_matrix"] = _matrix(frame, found.total, found.steps)
    return shown


def _matrix(frame: Frame, row: Row, steps: list[Step], *, hidden: bool = False) -> list[Shown]:
    # Written once per row: only the step differs from cell to cell.
    address = frame.of_step(None, None).address(frame.values(row.keys))
    return [
        {
            "step": place,
            **_rate(counts),
            "list": None
            if hidden
            else f"{address}&step_from={step.from_stage}&step_to={step.to_stage}",
        }
        for place, (step, counts) in enumerate(zip(steps, row.steps, strict=True))
    ]


def _rate(counts: Counts) -> Shown:
    interval = counts.interval
    return {
        "entered": counts.entered,
        "advanced": counts.advanced,
        "rate": counts.rate,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "open": counts.open,
        "excluded": counts.excluded,
    }


CONVERSION = Endpoint(CONVERSION_REPORT, ConversionQuery, _parts)
