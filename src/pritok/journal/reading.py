"""Reading facts in commit order: the one place that knows what a position is on each database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from pritok.journal.models import Fact, ReaderCursor
from pritok.journal.payloads import Payload, decode
from pritok.journal.sequencing import sequence_committed
from pritok.kit import clock

_BATCH = 1000
# Bound parameters of one statement stay far below every engine's limit.
_DEALS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PlacedFact:
    """A committed fact with its position; `data` is its JSON, `payload` the typed reading of it."""

    position: int
    id: UUID
    at: datetime
    kind: str
    deal_id: UUID | None
    subject: str
    owner_id: int | None
    actor_kind: str
    actor_id: str
    audience: str
    data: str
    cause: UUID | None

    @property
    def payload(self) -> Payload:
        return decode(self.kind, self.data)


_FIELDS = (
    "seq", "id", "at", "kind", "deal_id", "subject", "owner_id", "actor_kind", "actor_id", "audience", "data", "cause",
)  # fmt: skip


def head() -> int:
    """Return the position of the newest committed fact, 0 when there is none."""
    sequence_committed()
    table, column = _order()
    with connection.cursor() as cursor:
        cursor.execute(f"select coalesce(max({column}), 0) from {table}")
        return int(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the journal; the fact's id tells this journal from another with as many facts."""

    position: int
    fact: str


def newest_place() -> Place:
    """Return the place of the newest committed fact; position 0 and no fact in an empty journal."""
    position = head()
    facts = read(after=position - 1, limit=1) if position else []
    return Place(facts[0].position, str(facts[0].id)) if facts else Place(0, "")


def read(*, after: int, limit: int = _BATCH, kinds: Sequence[str] = ()) -> list[PlacedFact]:
    """Return at most `limit` committed facts with a position above `after`, in order."""
    sequence_committed()
    where = Fact.objects.all()
    if kinds:
        where = where.filter(kind__in=kinds)
    if connection.vendor != "postgresql":
        rows = where.filter(seq__gt=after).order_by("seq").values_list("seq", *_FIELDS[1:])[:limit]
        return [PlacedFact(*row) for row in rows]
    where = where.extra(  # position lives in a table of PostgreSQL's own, without a model
        tables=["journal_position"],
        where=["journal_position.seq = journal_fact.seq", "journal_position.position > %s"],
        params=[after],
        select={"position": "journal_position.position"},
        order_by=["position"],
    )
    return [PlacedFact(*row) for row in where.values_list("position", *_FIELDS[1:])[:limit]]


def read_all(*, after: int = 0, batch: int = _BATCH) -> Iterator[PlacedFact]:
    """Yield every committed fact above `after`, a batch at a time."""
    while facts := read(after=after, limit=batch):
        yield from facts
        after = facts[-1].position


def deal_facts(deal_id: UUID, *, before: int | None = None, limit: int = 100) -> list[PlacedFact]:
    """Return the newest facts of one deal, newest first, below position `before`."""
    return _newest(Fact.objects.filter(deal_id=deal_id), before=before, limit=limit)


def newest(*, before: int | None = None, limit: int = 100, **where: Any) -> list[PlacedFact]:
    """Return the newest facts that match plain field look-ups (`kind`, `actor_id`, `subject`), newest first."""
    return _newest(Fact.objects.filter(**where), before=before, limit=limit)


def newest_seq() -> int:
    """Return the highest number handed out so far; the place where looking back through history begins."""
    return int(Fact.objects.aggregate(last=Max("seq"))["last"] or 0)


def _newest(facts: Any, *, before: int | None, limit: int) -> list[PlacedFact]:
    # History is shown by `seq`: within one deal its order and the commit order are the same.
    if before is not None:
        facts = facts.filter(seq__lt=before)
    return [PlacedFact(*row) for row in facts.order_by("-seq").values_list(*_FIELDS)[:limit]]


# What readers that fold whole deals need of a fact: the deal (the id's 32 hex digits), its kind, its Unix second,
# its JSON. A plain tuple, as the database hands it out: eight million of them make a mirror.
DealFact = tuple[str, str, int, str]


def facts_of_deals(deal_ids: Sequence[UUID], kinds: Sequence[str]) -> Iterator[DealFact]:
    """Yield the facts of these deals, deal by deal, each deal's in the order they were recorded."""
    for start in range(0, len(deal_ids), _DEALS_AT_ONCE):
        some = [_stored(deal_id) for deal_id in deal_ids[start : start + _DEALS_AT_ONCE]]
        yield from _deal_facts(f"deal_id in ({_marks(some)})", some, kinds)


def facts_of_range(*, after: UUID | None, last: UUID, kinds: Sequence[str]) -> Iterator[DealFact]:
    """Yield the facts of the deals with ids above `after` and up to `last`, deal by deal."""
    bounds = [last] if after is None else [last, after]
    where = "deal_id <= %s" if after is None else "deal_id <= %s and deal_id > %s"
    yield from _deal_facts(where, [_stored(bound) for bound in bounds], kinds)


def deal_at(*, after: UUID | None, facts: int) -> UUID | None:
    """Return the deal that stands `facts` facts behind `after` in the order of ids (None = from the start).

    Past the end it is the last deal; None when no deal lies behind `after`.
    """
    where, params = (
        ("deal_id is not null", []) if after is None else ("deal_id > %s", [_stored(after)])
    )
    with connection.cursor() as cursor:
        sql = f"select deal_id from journal_fact where {where} order by deal_id limit 1 offset {facts:d}"
        cursor.execute(sql, params)
        row = cursor.fetchone()
        if row is None:
            cursor.execute(
                f"select deal_id from journal_fact where {where} order by deal_id desc limit 1",
                params,
            )
            row = cursor.fetchone()
    return None if row is None else UUID(str(row[0]))


def _deal_facts(where: str, params: list[Any], kinds: Sequence[str]) -> Iterator[DealFact]:
    if connection.vendor == "postgresql":
        deal, at = "replace(deal_id::text, '-', '')", "floor(extract(epoch from at))::bigint"
    else:
        # Cut, not rounded, and in C: fractions would round up into the next second.
        deal, at = "deal_id", "cast(strftime('%%s', substr(at, 1, 19)) as integer)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {deal}, kind, {at}, data from journal_fact"
            f" where {where} and kind in ({_marks(kinds)}) order by deal_id, seq",
            [*params, *kinds],
        )
        while rows := cursor.fetchmany(_BATCH):
            yield from rows


def _stored(deal_id: UUID) -> UUID | str:
    return deal_id if connection.vendor == "postgresql" else deal_id.hex


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def cursor_of(name: str) -> int:
    """Return how far the durable reader `name` has come; 0 for a new one."""
    row = ReaderCursor.objects.filter(name=name).first()
    return row.position if row else 0


def advance(name: str, position: int) -> None:
    """Store how far `name` has come. Call it in the transaction of the reader's own effects."""
    with transaction.atomic():
        ReaderCursor.objects.update_or_create(
            name=name, defaults={"position": position, "updated_at": clock.now()}
        )


def _order() -> tuple[str, str]:
    if connection.vendor == "postgresql":
        return "journal_position", "position"
    return "journal_fact", "seq"
