"""Writing facts: only inside the transaction of the change they describe."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from pritok.journal import waking
from pritok.journal.authors import Author
from pritok.journal.models import Fact
from pritok.journal.payloads import Payload, encode
from pritok.kit import clock
from pritok.kit.ids import new_id

EVERYONE = "everyone"
LEADERS = "leaders"
POOL = "pool"
_BATCH = 2000


def users(*ids: int | None) -> str:
    """Return the audience of people who own, or owned, the subject; nobody means the pool."""
    return " ".join(dict.fromkeys(POOL if i is None else f"user:{i}" for i in ids))


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact before it is written. `at` defaults to now; `owner_id` is the owner at that moment."""

    payload: Payload
    subject: str
    audience: str
    deal_id: UUID | None = None
    owner_id: int | None = None
    at: datetime | None = None
    cause: UUID | None = None


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
    Fact.objects.bulk_create(rows, batch_size=_BATCH)
    waking.wake_on_commit()
    return [row.id for row in rows]


def _row(author: Author, draft: Draft, now: datetime) -> Fact:
    payload = draft.payload
    return Fact(
        id=new_id(),
        at=draft.at or now,
        recorded_at=now,
        kind=payload.kind,
        version=payload.version,
        deal_id=draft.deal_id,
        subject=draft.subject,
        owner_id=draft.owner_id,
        actor_kind=author.author_kind,
        actor_id=author.author_id,
        audience=draft.audience,
        data=encode(payload),
        cause=draft.cause,
    )
