"""Shaping an answer into what the API shows: rows with names, figures in units, and the addresses of their lists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from pritok.accounts.models import Organisation
from pritok.analytics.metrics.metric import Language, Metric
from pritok.analytics.reports.question import Question
from pritok.analytics.reports.report import Answer, Figure, Keys, Report, Row
from pritok.analytics.store import Mark
from pritok.api.reporting.names import ReportNames
from pritok.api.reporting.openness import OWN, Veil, medians
from pritok.kit.errors import Invalid
from pritok.kit.money import to_major

MOST_ROWS = 5_000
Shown = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """Everything an answer is shaped with: the question, who asks, in which language and money."""

    report: Report
    question: Question
    mark: Mark
    language: Language
    company: Organisation
    veil: Veil
    sees_costs: bool
    names: ReportNames

    @property
    def figures(self) -> list[Metric]:
        return [each for each in self.report.figures if self.sees_costs or not each.is_secret]

    @property
    def keys(self) -> tuple[str, ...]:
        return self.report.keys_of(self.question)

    def value(self, metric: Metric, value: Figure) -> Any:
        """Return a figure in the unit the API speaks."""
        if value is None:
            return None
        if metric.unit == "money":
            return self.money(value)
        if metric.unit == "time":
            return datetime.fromtimestamp(value, UTC).isoformat().replace("+00:00", "Z")
        return value

    def money(self, minor: float | None) -> int | float | None:
        return None if minor is None else to_major(round(minor), self.company.currency)

    def shown(self, figures: Mapping[str, Figure]) -> Shown:
        """Return the figures this actor may see, those the answer has."""
        return {m.key: self.value(m, figures[m.key]) for m in self.figures if m.key in figures}

    def address(self, values: Mapping[str, int], cell: str | None = None) -> str:
        """Return where the things a number counts are listed. Names and values need no quoting (see `as_query`)."""
        pairs = [*self.question.as_query(values), ("cell", cell or self.report.first_cell)]
        query = "&".join(f"{name}={value}" for name, value in pairs)
        return f"/api/v1/reports/{self.report.key}/deals?{query}"

    def of_step(self, start: int | None, end: int | Literal["won"] | None) -> "Frame":
        """Return the frame of the same question about another step."""
        return replace(self, question=self.question.of_step(start, end))

    def hides(self, row: Row) -> bool:
        return self.veil.hides_row(row, self.question)

    def named(self, dimension: str, key: int) -> Shown:
        """Return `{id, name}` of a value; a colleague who is not shown by name is a number."""
        return self.names.of(dimension, key)

    def values(self, keys: Keys) -> dict[str, int]:
        return dict(zip(self.keys, keys, strict=True)) if keys else {}


Parts = Callable[[Frame, Answer], Shown]


def shape(frame: Frame, answer: Answer, compared: Mapping[Keys, Row], parts: Parts | None) -> Shown:
    """Return the body of the report; `compared` holds the rows to put beside, by key, the total under ()."""
    if len(answer.rows) > MOST_ROWS:
        message = f"More than {MOST_ROWS} rows: filter or group otherwise."
        raise Invalid("The answer is too long.", fields={"group_by": message})
    everybody = answer.rows
    rows = in_order(frame, everybody)
    if "manager" in frame.question.group_by:
        place = frame.question.group_by.index("manager")
        frame.names.number_hidden([row.keys[place] for row in rows], frame.veil)
    answer = frame.veil.lifted(Answer(rows, answer.total, answer.parts), frame.question)
    metric, question = frame.report.metric, frame.question
    shown: Shown = {
        "key": frame.report.key,
        "title": metric.title(frame.language),
        "definition": metric.definition(frame.language),
        "as_of": datetime.fromtimestamp(question.now, UTC),
        "position": frame.mark.position,
        "group_by": list(question.group_by),
        "filters": _filters(question),
        "cells": list(frame.report.cells),
        "figures": [described(each, frame.language) for each in frame.figures],
        "rows": [_row(frame, row, compared) for row in answer.rows],
        "total": _total(frame, answer.total, compared),
    }
    if frame.veil.view == OWN and "manager" in question.group_by:
        keys = [each.key for each in frame.figures]
        shown["median"] = frame.shown(medians(everybody, keys))
    if parts is not None:
        found = parts(frame, answer)
        hidden = frozenset() if frame.sees_costs else frame.report.costly
        shown |= {name: part for name, part in found.items() if name not in hidden}
    return shown


def described(metric: Metric, language: Language) -> Shown:
    return {
        "key": metric.key,
        "title": metric.title(language),
        "definition": metric.definition(language),
        "unit": metric.unit,
        "better": metric.better,
    }


def in_order(frame: Frame, rows: Sequence[Row]) -> list[Row]:
    """Periods in their order, else the largest first."""
    figure = frame.report.sorted_by

    def size(row: Row) -> tuple[float, Keys]:
        return -(row.figures.get(figure) or 0), row.keys

    if "period" in frame.keys:
        place = frame.keys.index("period")
        return sorted(rows, key=lambda row: (row.keys[place], *size(row)))
    return sorted(rows, key=size)


def _row(frame: Frame, row: Row, compared: Mapping[Keys, Row]) -> Shown:
    values = frame.values(row.keys)
    shown: Shown = {key: frame.named(key, value) for key, value in values.items()}
    shown |= frame.shown(row.figures)
    if not frame.hides(row):
        shown["list"] = frame.address(values)
    return shown | _beside(frame, compared, row.keys)


def _total(frame: Frame, total: Row, compared: Mapping[Keys, Row]) -> Shown:
    shown = {**frame.shown(total.figures), "list": frame.address({})}
    return shown | _beside(frame, compared, ())


def _beside(frame: Frame, compared: Mapping[Keys, Row], keys: Keys) -> Shown:
    if not compared:
        return {}
    found = compared.get(keys)
    return {"compared": frame.shown(found.figures) if found else None}


def _filters(question: Question) -> dict[str, list[str]]:
    filters: dict[str, list[str]] = {}
    for name, value in question.as_query():
        filters.setdefault(name, []).append(value)
    return filters
