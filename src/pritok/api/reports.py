"""Reports over HTTP. Everybody of the company sees the same figures; clients of others' deals stay masked."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pritok.accounts.actor import Actor
from pritok.accounts.queries import language_of
from pritok.analytics import mirror
from pritok.analytics.metrics import METRICS, REPORTS, Better, Language, Unit
from pritok.analytics.reports.conversion import conversion
from pritok.analytics.stages import StageOrder
from pritok.api.auth import actor_of
from pritok.api.report_answers import conversion_csv, conversion_out
from pritok.api.report_lists import deals_of
from pritok.api.report_questions import ConversionQuery, DealsQuery, question_of
from pritok.api.responses import errors
from pritok.api.schemas import Listing, OutSchema, Page

router = Router(tags=["reports"])


class MetricOut(OutSchema):
    key: str
    title: str
    definition: str
    unit: Unit
    better: Better


class ReportOut(MetricOut):
    """A report and the figures its rows hold."""

    figures: list[MetricOut]


class ValueOut(OutSchema):
    """A value of a dimension; id null = not set, or nobody."""

    id: int | str | None
    name: str


class RateOut(OutSchema):
    """`low` and `high` are Wilson's 95 % interval; `open` deals have not advanced yet; `excluded` ones are not
    in `entered`; `list` is the address of the deals behind `entered` (ask with another `cell` for the others)."""

    entered: int
    advanced: int
    rate: float | None
    low: float | None
    high: float | None
    open: int
    excluded: int
    list: str


class FiguresOut(RateOut):
    """`won`, `lost` and `win_rate` come with steps to the sale."""

    index: float | None
    won: int | None = None
    lost: int | None = None
    win_rate: float | None = None


class RowOut(FiguresOut):
    """Of the dimensions, those the report is grouped by."""

    manager: ValueOut | None = None
    team: ValueOut | None = None
    pipeline: ValueOut | None = None
    stage: ValueOut | None = None
    deal_type: ValueOut | None = None
    market: ValueOut | None = None
    source: ValueOut | None = None
    campaign: ValueOut | None = None
    product: ValueOut | None = None
    category: ValueOut | None = None
    client_kind: ValueOut | None = None
    size_band: ValueOut | None = None
    period: ValueOut | None = None


class StepRateOut(RateOut):
    """`step` is the place in `steps`."""

    step: int


class DayOut(OutSchema):
    day: int
    rate: float | None


class ConversionOut(OutSchema):
    """`matrix` holds all steps per row, in the order of `rows`, when the question is about one pipeline."""

    key: str
    title: str
    definition: str
    as_of: str
    position: int
    group_by: list[str]
    filters: dict[str, list[str]]
    step: dict[str, ValueOut]
    steps: list[dict[str, ValueOut]]
    rows: list[RowOut]
    total: FiguresOut
    matrix: list[list[StepRateOut]] | None = None
    total_matrix: list[StepRateOut] | None = None
    day_n: list[DayOut]


@router.get("/reports", response=errors(ok={200: Listing[ReportOut]}), operation_id="listReports")
def list_reports(request: HttpRequest) -> dict[str, Any]:
    language = _language(request, actor_of(request))
    figures = [
        _metric(metric.key, language) for metric in METRICS.values() if metric not in REPORTS
    ]
    return {"items": [{**_metric(r.key, language), "figures": figures} for r in REPORTS]}


@router.get(
    "/reports/conversion",
    response=errors(503, ok={200: ConversionOut}),
    operation_id="getConversion",
)
def get_conversion(request: HttpRequest, asked: Query[ConversionQuery]) -> HttpResponse:
    question = question_of(asked)
    answer, mark = mirror.read(
        lambda cursor, mark: conversion(cursor, StageOrder.of(mark.stages), question),
        key=question.key,
    )
    shown = conversion_out(answer, question, mark, _language(request, actor_of(request)))
    if asked.format == "csv":
        return _csv(conversion_csv(shown))
    # Encoded here: a second validation of thousands of rows would take longer than the figures.
    return HttpResponse(msgspec.json.encode(shown), content_type="application/json")


@router.get(
    "/reports/conversion/deals",
    response=errors(503, ok={200: Page[dict[str, Any]]}),
    operation_id="listConversionDeals",
)
def list_conversion_deals(request: HttpRequest, asked: Query[DealsQuery]) -> dict[str, Any]:
    page = deals_of(
        actor_of(request), question_of(asked), asked.cell, after=asked.cursor, limit=asked.limit
    )
    return {"items": page.items, "next": page.next, "total": page.total}


def _metric(key: str, language: Language) -> dict[str, Any]:
    metric = METRICS[key]
    return {
        "key": key,
        "title": metric.title(language),
        "definition": metric.definition(language),
        "unit": metric.unit,
        "better": metric.better,
    }


def _language(request: HttpRequest, actor: Actor) -> Language:
    wanted = request.headers.get("Accept-Language", "").lower()
    places = {word: wanted.find(word) for word in ("ru", "en") if word in wanted}
    language = min(places, key=places.__getitem__) if places else language_of(actor)
    return "en" if language == "en" else "ru"


def _csv(text: str) -> HttpResponse:
    # The byte order mark is what makes a spreadsheet read UTF-8.
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="conversion.csv"'
    return response
