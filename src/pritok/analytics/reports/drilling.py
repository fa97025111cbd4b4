"""The things behind a number, in the order of the report: exactly as many as the number says, each with its deal."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pritok.analytics.dimensions import Parameters
from pritok.analytics.reports.population import who_condition
from pritok.analytics.reports.report import Asked, Report
from pritok.kit.errors import Invalid
from pritok.kit.paging import Cursor as PageCursor


@dataclass(frozen=True)
class Behind:
    """One counted thing: its deal, and the report's own details (a stay in a stage, a call) when it has some."""

    deal: UUID
    details: dict[str, Any]


@dataclass(frozen=True)
class Page:
    items: list[Behind]
    next: str | None
    total: int


def things_behind(
    asked: Asked, report: Report, cell: str, *, after: str | None, limit: int
) -> Page:
    """Return a page of what the number in `cell` counts, the cursor of the next page, and how many it counts."""
    if cell not in report.cells:
        expected = f"One of {', '.join(report.cells)}."
        raise Invalid("There is no such number.", fields={"cell": expected})
    parameters = Parameters()
    details = [f"{sql} as detail_{name}" for name, sql in report.details.items()]
    columns = ("deal", f"{report.rank} as rank", f"{report.part} as part", *details)
    things = report.relate(asked, parameters, more=columns)
    counted = (
        f"from ({things}) things where {report.cells[cell]}"
        f" and {who_condition(asked.question, parameters)}"
    )
    found = asked.cursor.execute(f"select count(*) {counted}", parameters.values).fetchone()
    behind = ""
    if after is not None:
        rank, deal, part = (parameters.add(value) for value in _place(after))
        behind = f" and (rank, deal, -part) < ({rank}, {deal}::uuid, -{part}::bigint)"
    shown = "".join(f", detail_{name}" for name in report.details)
    asked.cursor.execute(
        f"select deal, rank, part{shown} {counted}{behind}"
        f" order by rank desc, deal desc, part limit {parameters.add(limit + 1)}",
        parameters.values,
    )
    rows = asked.cursor.fetchall()
    page = [Behind(row[0], dict(zip(report.details, row[3:], strict=True))) for row in rows[:limit]]
    following = None
    if len(rows) > limit:
        deal_id, rank_of_last, number = rows[limit - 1][:3]
        following = PageCursor(rank_of_last, f"{deal_id}.{number}").encode()
    return Page(page, following, found[0] if found else 0)


def _place(token: str) -> tuple[int, str, int]:
    cursor = PageCursor.decode(token)
    deal, _, part = cursor.id.partition(".")
    try:
        if isinstance(cursor.value, int) and part.isascii() and part.isdecimal() and len(part) < 19:
            return cursor.value, str(UUID(deal)), int(part)
    except ValueError:
        pass
    raise Invalid("The cursor is not valid.", fields={"cursor": "Not a cursor of this list."})
