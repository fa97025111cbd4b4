"""A small invented export and its map, for tests that then spoil one thing in it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from pritok.exchange.commands import ImportSummary, run_import

HEADER = ["Id", "Title", "Owner", "Stage", "Created", "Closed", "Reason", "Amount", "Contact"]
ROW = ["1", "Sofa", "Alice Old", "New", "01.02.2024 10:00", "", "", "€ 2.900,00", "c1"]


def plan(**changes: Any) -> dict[str, Any]:
    """The map of the shop's deals; `changes` replace fields of its one file."""
    return {
        "origin": "shop",
        "time_zone": "Europe/Berlin",
        "currency": "EUR",
        "pipeline": {"name": "Shop", "stages": ["New", "Talks"]},
        "reasons": {"Price": {"reasons": ["Too dear"]}},
        "files": [
            {
                "entity": "deals",
                "file": "deals*",
                "id": "Id",
                "title": "Title",
                "owner": "Owner",
                "created_at": {"column": "Created", "required": True},
                "closed_at": {"column": "Closed", "time": "23:59"},
                "state": "Stage",
                "stage": "Stage",
                "outcomes": {"won": ["Paid"], "lost": ["Lost"]},
                "reason": "Reason",
                "amount": {"column": "Amount", "on_error": "warn"},
                "contact": "Contact",
                "contact_name": "Client {id}",
                **changes,
            }
        ],
    }


def row(**cells: str) -> list[str]:
    """A good row with some cells replaced, named by their header in small letters."""
    named = dict(zip([name.lower() for name in HEADER], ROW, strict=True))
    return list({**named, **cells}.values())


def write_csv(folder: Path, rows: Sequence[Sequence[str]], *, name: str = "deals.csv") -> Path:
    path = folder / name
    lines = [";".join(cells) for cells in [HEADER, *rows]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_map(folder: Path, content: dict[str, Any] | None = None) -> Path:
    path = folder / "map.yaml"
    path.write_text(yaml.safe_dump(content or plan(), allow_unicode=True), encoding="utf-8")
    return path


def import_rows(
    folder: Path, rows: Sequence[Sequence[str]], *, dry_run: bool = False, **changes: Any
) -> ImportSummary:
    """Import the rows by the shop's map."""
    return run_import(
        [write_csv(folder, rows)],
        map_file=write_map(folder, plan(**changes)),
        dry_run=dry_run,
    )


def said(summary: ImportSummary) -> set[tuple[str, str]]:
    """What the report holds, as (level, field)."""
    return {(level, field) for level, field, _, _ in summary.reasons}
