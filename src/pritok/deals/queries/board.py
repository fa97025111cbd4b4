"""The board: what stands in each stage, how much it comes to, and the first cards of every column."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from pritok.accounts.actor import Actor
from pritok.accounts.queries import organisation
from pritok.deals.access import visible_deals
from pritok.deals.models import Deal, Pipeline, Stage, State
from pritok.deals.queries.filters import DealFilters, narrow
from pritok.deals.queries.rows import Row, Shown, as_rows, row_out
from pritok.journal.reading import head
from pritok.kit import clock
from pritok.kit.errors import NotFound
from pritok.kit.keyset import Sort, take_page
from pritok.kit.money import to_major
from pritok.kit.paging import Cursor

# What came in last stands on top: a card that was just moved is seen where it was put.
ORDER = Sort("stage_entered_at", "time", is_descending=True)
CLOSED_DAYS = 30
FIRST_CARDS = 20
_MOST_CARDS = 100


def board(
    actor: Actor, pipeline_id: int, filters: DealFilters, *, limit: int | None = None
) -> Shown:
    """Return all columns of a pipeline with counts, sums and first cards, in the same few statements always."""
    # Taken first: a change made while the board is read is then told again, never missed.
    position = head()
    pipeline = Pipeline.objects.filter(pk=pipeline_id).first()
    if pipeline is None:
        raise NotFound
    currency = organisation().currency
    stages = list(pipeline.stages.filter(is_archived=False))
    found = narrow(visible_deals(actor), actor, filters)
    sums = _sums(found.filter(stage__in=stages, state=State.OPEN))
    size = min(max(limit or FIRST_CARDS, 1), _MOST_CARDS)
    first = _first_rows(found, stages, size)
    return {
        "pipeline": {"id": pipeline.pk, "name": pipeline.name},
        "columns": [
            _column(actor, stage, sums, first.get(stage.pk, []), size, currency) for stage in stages
        ],
        **_closed(found.filter(pipeline=pipeline), currency),
        "position": position,
    }


def more_cards(
    actor: Actor,
    stage_id: int,
    filters: DealFilters,
    *,
    cursor: str | None = None,
    limit: int | None = None,
) -> tuple[list[Shown], str | None]:
    """Return the next cards of one column."""
    if not Stage.objects.filter(pk=stage_id).exists():
        raise NotFound
    found = narrow(visible_deals(actor), actor, filters)
    column = found.filter(stage=stage_id, state=State.OPEN)
    cards = as_rows(Deal.objects.all())
    rows, following = take_page(column, cards, ORDER, cursor=cursor, limit=limit or FIRST_CARDS)
    return [row_out(actor, row) for row in rows], following


def _sums(deals: QuerySet[Deal]) -> dict[int, tuple[int, int]]:
    rows = deals.order_by().values_list("stage").annotate(n=Count("*"), amount=Sum("amount_minor"))
    return {stage: (count, amount or 0) for stage, count, amount in rows}


def _first_rows(found: QuerySet[Deal], stages: list[Stage], size: int) -> dict[int, list[Row]]:
    """Return the first `size` + 1 rows of every column: their ids in one statement, the cards in another."""
    columns = [
        found.filter(stage=stage, state=State.OPEN).order_by("-stage_entered_at", "-pk")
        for stage in stages
    ]
    # SQLite takes no LIMIT in the parts of a UNION, but in a sub-query of a part.
    parts = [
        Deal.objects.filter(pk__in=column.values("pk")[: size + 1]).order_by().values_list("pk")
        for column in columns
    ]
    if not parts:
        return {}
    ids: list[UUID] = [row[0] for row in parts[0].union(*parts[1:], all=True)]
    first: dict[int, list[Row]] = {}
    cards = as_rows(Deal.objects.filter(pk__in=ids)).order_by("-stage_entered_at", "-pk")
    for row in cards:
        first.setdefault(row.stage_id, []).append(row)
    return first


def _column(
    actor: Actor,
    stage: Stage,
    sums: dict[int, tuple[int, int]],
    rows: list[Row],
    size: int,
    currency: str,
) -> Shown:
    count, amount = sums.get(stage.pk, (0, 0))
    has_more = len(rows) > size
    shown = rows[:size]
    following = (
        Cursor(shown[-1].stage_entered_at.isoformat(), str(shown[-1].id)).encode()
        if has_more
        else None
    )
    return {
        "stage": stage_out(stage),
        "count": count,
        "amount": to_major(amount, currency),
        "cards": [row_out(actor, row) for row in shown],
        "next": following,
    }


def stage_out(stage: Stage) -> dict[str, Any]:
    return {
        "id": stage.pk,
        "name": stage.name,
        "position": stage.position,
        "limit_hours": stage.limit_hours,
        "is_archived": stage.is_archived,
    }


def _closed(deals: QuerySet[Deal], currency: str) -> Shown:
    since = clock.now() - timedelta(days=CLOSED_DAYS)
    closed = deals.filter(state__in=[State.WON, State.LOST], closed_at__gte=since)
    rows = closed.order_by().values_list("state").annotate(n=Count("*"), amount=Sum("amount_minor"))
    sums = {state: (count, amount or 0) for state, count, amount in rows}
    shown = {}
    for state in ("won", "lost"):
        count, amount = sums.get(state, (0, 0))
        shown[state] = {"count": count, "amount": to_major(amount, currency)}
    return shown
