"""A report as a file: names as inert text, figures as plain numbers."""

import csv
import io
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from pritok.kit.texts import inert

Shown = dict[str, Any]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_of(shown: Shown, kind: str) -> HttpResponse:
    """Return the rows as a download, `csv` or `xlsx`."""
    body, content_type = file_body(shown, kind)
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{shown["key"]}.{kind}"'
    return response


def file_body(shown: Shown, kind: str) -> tuple[bytes, str]:
    """Return the bytes of a `csv` or `xlsx` file and their content type."""
    if kind == "csv":
        return _csv(shown).encode(), "text/csv; charset=utf-8"
    return _xlsx(shown), _XLSX


def _table(shown: Shown) -> list[list[Any]]:
    dimensions = dimensions_of(shown)
    figures = [each["key"] for each in shown["figures"] if each["key"] in shown["total"]]
    has_compared = "compared" in shown["total"]
    lines: list[list[Any]] = [
        [*dimensions, *figures, *(f"compared_{figure}" for figure in figures if has_compared)]
    ]
    for row in shown["rows"]:
        names = [inert(str(row[dimension]["name"])) for dimension in dimensions]
        beside = row.get("compared") or {}
        lines.append(
            [
                *names,
                *(row.get(figure) for figure in figures),
                *(beside.get(figure) for figure in figures if has_compared),
            ]
        )
    return lines


def dimensions_of(shown: Shown) -> list[str]:
    """Return the dimensions that name the rows."""
    first = shown["rows"][0] if shown["rows"] else {}
    known = [key for key, value in first.items() if isinstance(value, dict) and "name" in value]
    return known or shown["group_by"]


def _csv(shown: Shown) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(_table(shown))
    # The byte order mark is what makes a spreadsheet read UTF-8.
    return "\ufeff" + out.getvalue()


def _xlsx(shown: Shown) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Pritok")
        bold = book.add_format({"bold": True})
        for line, cells in enumerate(_table(shown)):
            for column, value in enumerate(cells):
                if isinstance(value, int | float):
                    sheet.write_number(line, column, value)
                elif value is not None:
                    sheet.write_string(line, column, str(value), bold if line == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return out.getvalue()
