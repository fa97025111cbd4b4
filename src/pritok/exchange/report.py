"""The report of a check: a CSV file with every refused row and every warning, safe to open in a spreadsheet."""

import csv
from collections import Counter
from pathlib import Path
from types import TracebackType

from pritok.exchange.rows import Issue, Row
from pritok.kit.texts import inert

COLUMNS = ("file", "row", "level", "field", "reason", "value")


class Report:
    """Collects issues into the file and counts them by reason."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reasons: Counter[tuple[str, str, str]] = Counter()

    def __enter__(self) -> "Report":
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(COLUMNS)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, file_name: str, row: Row) -> None:
        """Write the row's issues. A refused row is told by its refusals alone."""
        for issue in row.issues:
            if not row.is_good() and issue.level != "refused":
                continue
            self.reasons[issue.level, issue.field, issue.reason] += 1
            self._writer.writerow([inert(cell) for cell in _cells(file_name, issue)])


def _cells(file_name: str, issue: Issue) -> list[str]:
    return [file_name, str(issue.row), issue.level, issue.field, issue.reason, issue.value]
