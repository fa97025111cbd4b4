"""Which reports there are, what each figure means, and to whom each shows names."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from pritok.accounts import queries as accounts
from pritok.accounts.actions.openness import set_openness
from pritok.analytics.dimensions import ALL
from pritok.analytics.reports.registry import REPORTS
from pritok.api.auth import actor_of
from pritok.api.reporting.answers import described
from pritok.api.reporting.openness import NAMES
from pritok.api.reporting.schemas import MetricOut, View
from pritok.api.reporting.serving import language_of
from pritok.api.responses import errors
from pritok.api.schemas import Listing, OutSchema, StrictSchema
from pritok.kit.errors import NotFound

router = Router(tags=["reports"])


class DimensionOut(OutSchema):
    key: str
    title: str


class ReportOut(MetricOut):
    """A report, the figures of its rows, the numbers that open a list, and how colleagues appear in it.

    `is_now`: a state as of now, without a period. `options` are words of its own, the usual one of each first.
    """

    figures: list[MetricOut]
    cells: list[str]
    beside: list[str]
    is_now: bool
    options: dict[str, list[str]]
    view: View
    may_set_view: bool


class ReportsOut(Listing[ReportOut]):
    dimensions: list[DimensionOut]


class OpennessIn(StrictSchema):
    view: View


@router.get("/reports", response=errors(ok={200: ReportsOut}), operation_id="listReports")
def list_reports(request: HttpRequest) -> dict[str, Any]:
    """Everybody of the company may open every report."""
    actor = actor_of(request)
    language, openness = language_of(request, actor), accounts.organisation().openness
    items = [
        {
            **described(report.metric, language),
            "figures": [
                described(figure, language)
                for figure in report.figures
                if actor.sees_costs or not figure.is_secret
            ],
            "cells": list(report.cells),
            "beside": list(report.beside),
            "is_now": report.is_now,
            "options": {name: list(values) for name, values in report.options.items()},
            "view": openness.get(report.key, NAMES),
            "may_set_view": actor.may_manage_rules,
        }
        for report in REPORTS.values()
    ]
    dimensions = [
        {"key": each.key, "title": each.ru if language == "ru" else each.en} for each in ALL
    ]
    return {"items": items, "dimensions": dimensions}


@router.put(
    "/reports/{key}/openness",
    response=errors(404, ok={200: OpennessIn}),
    operation_id="setReportOpenness",
)
def set_report_openness(request: HttpRequest, key: str, body: OpennessIn) -> dict[str, Any]:
    """The head of sales decides how managers see each other: names, anonymous, or themselves and the median."""
    if key not in REPORTS:
        raise NotFound
    set_openness(actor_of(request), report=key, view=body.view)
    return {"view": body.view}
