"""Writing facts: only inside the transaction of the change they describe."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from pritok.journal import waking
from pritok.journal.authors import Author
from pritok.journal.models import Fact
from pritok.journal.payloads import Payload, encode
from pritok.kit import clock
from pritok.kit.bulk_insert import Prepared, insert_prepared, insert_rows, joined, prepare_rows
from pritok.kit.ids import new_id

EVERYONE = "everyone"
LEADERS = "leaders"
POOL = "pool"
# From here on COPY beats an INSERT on PostgreSQL; on SQLite the plain statement always costs half of the ORM's.
_MANY = 200
_COLUMNS = (
    "id", "at", "recorded_at", "kind", "version", "deal_id", "subject", "owner_id", "actor_kind", "actor_id",
    "audience", "data", "cause",
)  # fmt: skip


def users(*ids: int | None) -> str:
    """Return the audience of people who own, or owned, the subject; nobody means the pool."""
    return " ".join(dict.fromkeys(POOL if i is None else f"user:{i}" for i in ids))


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact before it is written. `at` defaults to now; `owner_id` is the owner at that moment.

    `author` stands in for the author of the whole batch, for histories that many people made.
    """

    payload: Payload
    subject: str
    audience: str
    deal_id: UUID | None = None
    owner_id: int | None = None
    at: datetime | None = None
    cause: UUID | None = None
    author: Author | None = None

    @classmethod
    def of_deal(
        cls,
        payload: Payload,
        deal_id: UUID,
        owner_id: int | None,
        *,
        former: int | None = None,
        was_given: bool = False,
        at: datetime | None = None,
        cause: UUID | None = None,
    ) -> "Draft":
        """Return a fact about a deal under its owner of now; with `was_given` the former owner hears it too."""
        audience = users(owner_id, former) if was_given else users(owner_id)
        return cls(payload, f"deal:{deal_id}", audience, deal_id, owner_id, at, cause)


def record(
    author: Author,
    payload: Payload,
    *,
    subject: str,
    audience: str,
    deal_id: UUID | None = None,
    owner_id: int | None = None,
    at: datetime | None = None,
    cause: UUID | None = None,
) -> UUID:
    """Write one fact and return its id; RuntimeError outside a transaction."""
    draft = Draft(payload, subject, audience, deal_id, owner_id, at, cause)
    return record_many(author, [draft])[0]


def record_many(author: Author, drafts: Iterable[Draft]) -> list[UUID]:
    """Write facts in the given order and return their ids; RuntimeError outside a transaction.

    Readers in this process are woken once the transaction has committed.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a fact is recorded in the transaction of the change it describes")
    now = clock.now()
    rows = [_row(author, draft, now) for draft in drafts]
    if len(rows) < _MANY and connection.vendor == "postgresql":
        Fact.objects.bulk_create([Fact(**dict(zip(_COLUMNS, row, strict=True))) for row in rows])
    else:
        insert_rows(Fact, _COLUMNS, rows)
    waking.wake_on_commit()
    return [row[0] for row in rows]


def prepare_facts(author: Author, drafts: Iterable[Draft]) -> Prepared:
    """Make the rows of facts without a connection; `write_prepared` writes them, in the same order."""
    now = clock.now()
    return prepare_rows(Fact, _COLUMNS, [_row(author, draft, now) for draft in drafts])


def write_prepared(prepared: Iterable[Prepared]) -> None:
    """Write prepared rows, facts among them; RuntimeError outside a transaction.

    Tables follow each other as given; what is for one table is written at once, where its last part stands.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a fact is recorded in the transaction of the change it describes")
    for part in joined(prepared):
        insert_prepared(part)
    waking.wake_on_commit()


def _row(author: Author, draft: Draft, now: datetime) -> tuple[Any, ...]:
    """Return the values of `_COLUMNS`."""
    payload = draft.payload
    author = draft.author or author
    return (
        new_id(),
        draft.at or now,
        now,
        payload.kind,
        payload.version,
        draft.deal_id,
        draft.subject,
        draft.owner_id,
        author.author_kind,
        author.author_id,
        draft.audience,
        encode(payload),
        draft.cause,
    )
