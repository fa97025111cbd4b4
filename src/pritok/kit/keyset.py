"""Lists that go on from where the last page ended: the same cost for page 1 and page 1,000."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet

from pritok.kit.errors import Invalid
from pritok.kit.paging import DEFAULT_LIMIT, MAX_LIMIT, Cursor
from pritok.kit.texts import clean

# Beyond these a database answers with a fault instead of an empty page.
_LARGEST = 2**63
_LONGEST = 400
_FIRST_YEAR, _LAST_YEAR = 1900, 2900

M = TypeVar("M", bound=Model)
R = TypeVar("R")


@dataclass(frozen=True)
class Sort:
    """One order that a list offers; rows with equal or missing values follow in the order of their ids."""

    field: str
    kind: Literal["time", "number", "text"]
    is_descending: bool = False
    has_gaps: bool = False

    def read(self, written: Any) -> Any:
        """Return a cursor's value as the database compares it; Invalid when it is none of this order."""
        if written is None and self.has_gaps:
            return None
        if self.kind == "time" and isinstance(written, str):
            return _moment(written)
        if self.kind == "number" and type(written) is int and abs(written) < _LARGEST:
            return written
        if (
            self.kind == "text"
            and isinstance(written, str)
            and clean(written, limit=_LONGEST) == written
        ):
            return written
        raise _not_ours()


def pick_sort(sorts: dict[str, Sort], name: str | None, default: str) -> Sort:
    """Return the order of that name, which must be one of the enumerated ones."""
    sort = sorts.get(name or default)
    if sort is None:
        known = ", ".join(sorted(sorts))
        raise Invalid("There is no such sorting.", fields={"sort": f"One of: {known}."})
    return sort


def take_page(
    found: QuerySet[M], rows: QuerySet[M, R], sort: Sort, *, cursor: str | None, limit: int | None
) -> tuple[list[R], str | None]:
    """Return at most `limit` of the `rows` found after `cursor`, and the cursor of the next page or None.

    `found` says which and is sorted; `rows` says what to fetch of them (models or named tuples with an `id` and
    the field that is sorted by), so that nothing is joined to rows that are not shown.
    """
    size = min(max(limit or DEFAULT_LIMIT, 1), MAX_LIMIT)
    if cursor:
        found = found.filter(_after(sort, Cursor.decode(cursor)))
    # Two statements: with a sub-query PostgreSQL joins all rows first once there are many tables.
    ids = list(found.order_by(*_order(sort)).values_list("pk", flat=True)[: size + 1])
    page = list(rows.filter(pk__in=ids).order_by(*_order(sort)))
    if len(page) <= size:
        return page, None
    last: Any = page[size - 1]
    value = getattr(last, sort.field)
    written = value.isoformat() if isinstance(value, datetime) else value
    return page[:size], Cursor(written, str(last.id)).encode()


def _after(sort: Sort, cursor: Cursor) -> Q:
    value = sort.read(cursor.value)
    try:
        last_id: Any = UUID(cursor.id)
    except ValueError as error:
        raise _not_ours() from error
    beyond = "lt" if sort.is_descending else "gt"
    later_id = Q((f"id__{beyond}", last_id))
    if value is None:
        return Q((f"{sort.field}__isnull", True)) & later_id
    # The first condition says nothing new; with it the index is entered at the right place.
    after = Q((f"{sort.field}__{beyond}e", value)) & (
        Q((f"{sort.field}__{beyond}", value)) | later_id
    )
    return after | Q((f"{sort.field}__isnull", True)) if sort.has_gaps else after


def _order(sort: Sort) -> tuple[Any, Any]:
    field = F(sort.field)
    gaps_last = True if sort.has_gaps else None
    if sort.is_descending:
        return field.desc(nulls_last=gaps_last), F("id").desc()
    return field.asc(nulls_last=gaps_last), F("id").asc()


def _moment(written: str) -> datetime:
    """Read a time that a database can compare: with an offset, far from the ends of the calendar."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise _not_ours() from error
    if moment.tzinfo is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise _not_ours()
    return moment


def _not_ours() -> Invalid:
    sentence = "Not a cursor of this list."
    return Invalid("The cursor is not valid.", fields={"cursor": sentence})
