"""Worksheets through calamine, after `xlsx_checks` has found the workbook harmless."""

from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from pritok.exchange.readers.records import (
    FileRefused,
    Item,
    Record,
    unique_headers,
    without_blank_tail,
)
from pritok.exchange.readers.xlsx_checks import check_workbook


def read_xlsx(path: Path, *, sheet: str = "") -> Iterator[Item]:
    """Yield the rows below the header of `sheet` (the first one by default), numbered as on screen."""
    check_workbook(path)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            name = _sheet_name(workbook.sheet_names, sheet)
            table = workbook.get_sheet_by_name(name)
            offset = table.start[0] if table.start else 0
            rows = enumerate(table.iter_rows(), offset + 1)
            _, header = next(rows, (0, []))
            headers = unique_headers(header)
            yield from without_blank_tail(
                Record(number, dict(zip(headers, cells, strict=False))) for number, cells in rows
            )
    except CalamineError as error:
        raise FileRefused(f"The workbook cannot be read: {error}.") from error


def _sheet_name(names: list[str], wanted: str) -> str:
    if not names:
        raise FileRefused("The workbook has no sheet.")
    if not wanted:
        return names[0]
    for name in names:
        if name.strip().casefold() == wanted.strip().casefold():
            return name
    raise FileRefused(f"There is no sheet “{wanted}”; the workbook has: {', '.join(names)}.")
