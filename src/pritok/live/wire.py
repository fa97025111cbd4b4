"""How the stream looks on the wire: server-sent events, each with its data as one line of JSON."""

import secrets
from typing import Any
from uuid import UUID

import msgspec

from pritok.journal.reading import PlacedFact

HEARTBEAT = b":\n\n"
# Browsers that lost the same server must not all come back in the same second.
_RETRY_MS = (1_000, 4_000)
_RECORDS = frozenset({"deal", "contact", "company", "request"})


def opening() -> bytes:
    return b"retry: %d\n\n" % (_RETRY_MS[0] + secrets.randbelow(_RETRY_MS[1] - _RETRY_MS[0]))


def place(position: int) -> bytes:
    """Set the browser's Last-Event-ID without an event, so that it can be cut off before the first one."""
    return b"id: %d\n\n" % position


def changed(fact: PlacedFact) -> bytes:
    """Say which records changed, never the new state: the browser asks the API, which checks access again."""
    data: dict[str, Any] = {"position": fact.position, "kind": fact.kind}
    if fact.deal_id is not None:
        data["deal"] = str(fact.deal_id)
    noun, _, key = fact.subject.partition(":")
    if noun in _RECORDS and _is_id(key):
        data[noun] = key
    return _event("changed", data, fact.position)


def tick(position: int) -> bytes:
    """Something happened somewhere: reports may be older than this position."""
    return _event("tick", {"position": position}, position)


def resync(position: int) -> bytes:
    """Too much was missed to tell it: ask for everything anew and go on from here."""
    return _event("resync", {"position": position}, position)


def goodbye(reason: str) -> bytes:
    return _event("goodbye", {"reason": reason}, None)


def _is_id(key: str) -> bool:
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False


def _event(name: str, data: dict[str, Any], position: int | None) -> bytes:
    # JSON escapes line breaks, so no value can begin a field of the stream.
    encoded = msgspec.json.encode(data)
    id_line = b"" if position is None else b"id: %d\n" % position
    return b"%sevent: %s\ndata: %s\n\n" % (id_line, name.encode(), encoded)
