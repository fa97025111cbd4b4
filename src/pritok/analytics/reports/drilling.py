"""The deals behind a number: their ids, newest first, exactly as many as the number says."""

from typing import Literal
from uuid import UUID

from pritok.analytics.dimensions import Parameters
from pritok.analytics.reports.conversion import WHO, Cursor, asked_pipelines, cohort
from pritok.analytics.reports.question import Question
from pritok.analytics.reports.steps import choose_step
from pritok.analytics.stages import StageOrder
from pritok.kit.errors import Invalid
from pritok.kit.paging import Cursor as PageCursor

Cell = Literal["entered", "advanced", "open", "excluded", "won", "lost"]

_CELLS: dict[Cell, str] = {
    "entered": "not is_excluded",
    "advanced": "advanced and not is_excluded",
    "open": "state = 0 and not advanced",
    "excluded": "is_excluded",
    "won": "state = 1",
    "lost": "state = 2 and not is_excluded",
}


def deals_behind(
    cursor: Cursor,
    order: StageOrder,
    question: Question,
    cell: Cell,
    *,
    after: str | None,
    limit: int,
) -> tuple[list[UUID], str | None, int]:
    """Return a page of ids, the cursor of the next page, and how many deals the number counts."""
    step = choose_step(
        order, asked_pipelines(order, question), question.step_from, question.step_to
    )
    if not step.of_pipeline:
        return [], None, 0
    parameters = Parameters()
    deals = cohort(cursor, step, question, parameters, more=", deal, created_at")
    counted = f"from ({deals}) where {_CELLS[cell]} and {question.condition(WHO, parameters)}"
    (total,) = cursor.execute(f"select count(*) {counted}", parameters.values).fetchone() or (0,)
    behind = ""
    if after is not None:
        created_at, deal = _place(after)
        at, key = parameters.add(created_at), parameters.add(str(deal))
        behind = f" and (created_at < {at} or (created_at = {at} and deal < {key}::uuid))"
    cursor.execute(
        f"select deal, created_at {counted}{behind} order by created_at desc, deal desc"
        f" limit {parameters.add(limit + 1)}",
        parameters.values,
    )
    rows = cursor.fetchall()
    page = rows[:limit]
    more = len(rows) > limit
    following = PageCursor(page[-1][1], str(page[-1][0])).encode() if more else None
    return [deal for deal, _ in page], following, total


def _place(token: str) -> tuple[int, UUID]:
    cursor = PageCursor.decode(token)
    try:
        if isinstance(cursor.value, int):
            return cursor.value, UUID(cursor.id)
    except ValueError:
        pass
    raise Invalid("The cursor is not valid.", fields={"cursor": "Not a cursor of this list."})
