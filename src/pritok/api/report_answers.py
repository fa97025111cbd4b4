"""Shaping a conversion into what the API answers: rows with names, figures and the address of their deals."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from pritok.analytics.metrics import CONVERSION, Language
from pritok.analytics.reports.conversion import Conversion, Counts, Row
from pritok.analytics.reports.question import Question
from pritok.analytics.reports.steps import Step
from pritok.analytics.store import Mark
from pritok.api.report_names import ReportNames
from pritok.kit import clock
from pritok.kit.errors import Invalid
from pritok.kit.texts import inert

LIST = "/api/v1/reports/conversion/deals"
MOST_ROWS = 5_000
Shown = dict[str, Any]

_FIGURES = ("entered", "advanced", "rate", "low", "high", "open", "excluded", "index")
_OF_SALE = ("won", "lost", "win_rate")


def conversion_out(answer: Conversion, question: Question, mark: Mark, language: Language) -> Shown:
    """Return the body of the report."""
    if len(answer.rows) > MOST_ROWS:
        message = f"More than {MOST_ROWS} rows: filter or group otherwise."
        raise Invalid("The answer is too long.", fields={"group_by": message})
    names = ReportNames(language, question.grain)
    rows = [_row(answer, row, question, names) for row in _sorted(answer.rows, question)]
    total = _figures(answer, answer.total.counts, question, {})
    shown: Shown = {
        "key": CONVERSION.key,
        "title": CONVERSION.title(language),
        "definition": CONVERSION.definition(language),
        "as_of": clock.now(),
        "position": mark.position,
        "group_by": list(question.group_by),
        "filters": _filters(question),
        "step": names.step(answer.step),
        "steps": [names.step(step) for step in answer.steps] or [names.step(answer.step)],
        "rows": rows,
        "total": total,
        "day_n": [{"day": day, "rate": rate} for day, rate in answer.day_n],
    }
    if answer.steps:
        rows_in_order = _sorted(answer.rows, question)
        shown["matrix"] = [_matrix(row, answer.steps, question) for row in rows_in_order]
        shown["total_matrix"] = _matrix(answer.total, answer.steps, question)
    return shown


def conversion_csv(shown: Shown) -> str:
    """Return the rows as CSV: names as inert text, figures as plain numbers."""
    has_sale = "win_rate" in shown["total"]
    figures = (*_FIGURES, *(_OF_SALE if has_sale else ()))
    dimensions = shown["group_by"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*dimensions, *figures])
    for row in shown["rows"]:
        names = [inert(str(row[dimension]["name"])) for dimension in dimensions]
        writer.writerow([*names, *(row[figure] for figure in figures)])
    return out.getvalue()


def _sorted(rows: list[Row], question: Question) -> list[Row]:
    """Periods in their order, else the largest first."""
    if "period" in question.group_by:
        place = question.group_by.index("period")
        return sorted(rows, key=lambda row: (row.keys[place], -row.counts.entered, row.keys))
    return sorted(rows, key=lambda row: (-row.counts.entered, row.keys))


def _row(answer: Conversion, row: Row, question: Question, names: ReportNames) -> Shown:
    values = dict(zip(question.group_by, row.keys, strict=True))
    dimensions = {key: names.of(key, value) for key, value in values.items()}
    return {**dimensions, **_figures(answer, row.counts, question, values)}


def _figures(
    answer: Conversion, counts: Counts, question: Question, values: Mapping[str, int]
) -> Shown:
    shown = _rate(counts, _address(question, values))
    shown["index"] = counts.index
    if answer.step.is_to_sale:
        shown |= {"won": counts.won, "lost": counts.lost, "win_rate": counts.win_rate}
    return shown


def _rate(counts: Counts, address: str) -> Shown:
    interval = counts.interval
    return {
        "entered": counts.entered,
        "advanced": counts.advanced,
        "rate": counts.rate,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "open": counts.open,
        "excluded": counts.excluded,
        "list": address,
    }


def _address(question: Question, values: Mapping[str, int]) -> str:
    """Return where the deals of a row are listed. Names and values need no quoting (see `as_query`)."""
    pairs = [*question.as_query(values), ("cell", "entered")]
    return f"{LIST}?" + "&".join(f"{name}={value}" for name, value in pairs)


def _matrix(row: Row, steps: list[Step], question: Question) -> list[Shown]:
    values = dict(zip(question.group_by, row.keys, strict=True)) if row.keys else {}
    # Written once per row: only the step differs from cell to cell.
    address = _address(question.of_step(None, None), values)
    return [
        {
            "step": place,
            **_rate(counts, f"{address}&step_from={step.from_stage}&step_to={step.to_stage}"),
        }
        for place, (step, counts) in enumerate(zip(steps, row.steps, strict=True))
    ]


def _filters(question: Question) -> dict[str, list[str]]:
    filters: dict[str, list[str]] = {}
    for name, value in question.as_query():
        filters.setdefault(name, []).append(value)
    return filters
