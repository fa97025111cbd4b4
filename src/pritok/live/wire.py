"""How the stream looks on the wire: server-sent events, each with its data as one line of JSON."""

from typing import Any

import msgspec

from pritok.journal.reading import PlacedFact

RETRY = b"retry: 2000\n\n"
HEARTBEAT = b": still here\n\n"


def changed(fact: PlacedFact) -> bytes:
    """Say what changed, never the new state: the reader asks the API, which checks access again."""
    data: dict[str, Any] = {"position": fact.position, "kind": fact.kind}
    if fact.deal_id is not None:
        data["deal"] = str(fact.deal_id)
    subject, _, key = fact.subject.partition(":")
    if key:
        data[subject] = int(key) if key.isdecimal() else key
    return _event("changed", data, fact.position)


def tick(position: int) -> bytes:
    """Something changed somewhere: figures of reports may be older than this position."""
    return _event("tick", {"position": position}, position)


def resync(position: int) -> bytes:
    """Too much was missed to tell it: read everything anew and go on from this position."""
    return _event("resync", {"position": position}, position)


def goodbye(reason: str) -> bytes:
    return _event("goodbye", {"reason": reason}, None)


def _event(name: str, data: dict[str, Any], position: int | None) -> bytes:
    # JSON escapes line breaks, so no value can begin a field of the stream.
    place = b"" if position is None else b"id: %d\n" % position
    return b"event: %s\n%sdata: %s\n\n" % (name.encode(), place, msgspec.json.encode(data))
