"""The import as the command line calls it: check everything first, then write, then say what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from pritok.accounts.actor import system
from pritok.accounts.models import Organisation
from pritok.exchange.checking import Part, Progress, check, match_files
from pritok.exchange.importing import import_part
from pritok.exchange.maps import MapRefused, load_map
from pritok.exchange.readers.records import FileRefused
from pritok.exchange.report import Report
from pritok.kit import clock
from pritok.kit.errors import Invalid

IMPORTER = system("import")


@dataclass(frozen=True)
class FileSummary:
    """What happened, or in a dry run would happen, to the rows of one file."""

    file: str
    entity: str
    rows: int
    added: int
    unchanged: int
    refused: int
    warnings: int


@dataclass(frozen=True)
class ImportSummary:
    """`reasons`: (level, field, reason) → rows; `report` is the file that lists each of them."""

    is_dry_run: bool
    files: list[FileSummary]
    reasons: list[tuple[str, str, str, int]]
    report: Path

    def as_dict(self) -> dict[str, Any]:
        """Return the summary for `--json`."""
        return {
            "dry_run": self.is_dry_run,
            "files": [vars(file) for file in self.files],
            "reasons": [
                {"level": level, "field": name, "reason": reason, "rows": rows}
                for level, name, reason, rows in self.reasons
            ],
            "report": str(self.report),
        }

    def lines(self) -> list[str]:
        """Return the summary as lines for people."""
        verb = "would add" if self.is_dry_run else "added"
        lines = [
            f"{file.file}: {file.rows} rows, {verb} {file.added} {file.entity}, unchanged {file.unchanged}, "
            f"refused {file.refused}, warnings {file.warnings}"
            for file in self.files
        ]
        lines += [
            f"  {level}: {name or 'row'}: {reason}: {rows}"
            for level, name, reason, rows in self.reasons
        ]
        return [*lines, f"Report: {self.report}"]


def run_import(
    files: Sequence[Path],
    *,
    map_file: Path,
    file_format: str = "auto",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportSummary:
    """Import the files by the map, or only check them. Every file is checked before any row is written.

    Raises Invalid with one clear sentence when the map, a file or the installation is not right; rows that are
    not right are refused one by one and stand in the report.
    """
    tell = progress or _silent
    try:
        plan = load_map(map_file)
        currency = plan.currency or _organisation_currency()
        parts = match_files(files, plan, file_format=file_format, currency=currency)
        path = _report_path(plan.origin)
        with Report(path) as report:
            for part in parts:
                check(part, report, tell)
    except (MapRefused, FileRefused) as error:
        raise Invalid(str(error), code="import_refused") from error
    summaries = [_would_do(part) if dry_run else _do(part, path, tell) for part in parts]
    reasons = [(*key, rows) for key, rows in report.reasons.most_common()]
    return ImportSummary(dry_run, summaries, reasons, path)


def _do(part: Part, report: Path, tell: Progress) -> FileSummary:
    run = import_part(IMPORTER, part, report=str(report), progress=tell)
    return FileSummary(
        part.path.name,
        part.entity,
        part.rows,
        run.added,
        run.unchanged,
        part.refused,
        part.warnings,
    )


def _would_do(part: Part) -> FileSummary:
    added = part.rows - part.refused - part.known
    return FileSummary(
        part.path.name, part.entity, part.rows, added, part.known, part.refused, part.warnings
    )


def _organisation_currency() -> str:
    company = Organisation.objects.filter(pk=1).first()
    if company is None:
        raise Invalid(
            "Pritok is not set up yet: run `pritok createadmin` first.", code="setup_needed"
        )
    return company.currency


def _report_path(origin: str) -> Path:
    folder = Path(settings.DATA_DIR) / "imports"
    stamp = clock.now().strftime("%Y%m%d-%H%M%S-%f")
    return folder / f"{stamp}-{origin}.csv"


def _silent(_what: str, _done: int, _total: int | None) -> None:
    """Nobody watches."""
