"""The bytes of events: whatever a fact says, one event stays one event."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pritok.journal.reading import PlacedFact
from pritok.kit.ids import new_id
from pritok.live import wire

DEAL = new_id()


def fact(*, kind: str = "deal.won", subject: str = "", deal_id: UUID | None = DEAL) -> PlacedFact:
    values: dict[str, Any] = {
        "id": new_id(),
        "at": datetime.now(UTC),
        "owner_id": 7,
        "actor_kind": "person",
        "actor_id": "7",
        "audience": "user:7",
        "data": '{"amount_minor": 5}',
        "cause": None,
    }
    return PlacedFact(position=12, kind=kind, deal_id=deal_id, subject=subject, **values)


def test_a_changed_deal_is_named_with_kind_and_position_only() -> None:
    told = wire.changed(fact(subject=f"deal:{DEAL}")).decode()

    data = {"position": 12, "kind": "deal.won", "deal": str(DEAL)}
    assert told == f"id: 12\nevent: changed\ndata: {json.dumps(data, separators=(',', ':'))}\n\n"


def test_a_contact_of_a_deal_is_named_beside_it() -> None:
    told = wire.changed(fact(subject=f"contact:{DEAL}"))

    assert json.loads(told.split(b"data: ")[1]).keys() == {"position", "kind", "deal", "contact"}


def test_keys_of_people_and_dictionaries_are_not_told() -> None:
    for subject in ("person:5", "organisation", f"session:{DEAL}", "contact:5", "deal:"):
        told = wire.changed(fact(subject=subject, deal_id=None))

        assert json.loads(told.split(b"data: ")[1]) == {"position": 12, "kind": "deal.won"}


@given(kind=st.text(), subject=st.text() | st.text().map(lambda key: f"contact:{key}"))
def test_no_value_can_begin_a_line_of_its_own(kind: str, subject: str) -> None:
    told = wire.changed(fact(kind=kind, subject=subject))

    assert told.count(b"\n") == 4
    assert told.endswith(b"\n\n")
    assert not set(told) & {0x0D}
    assert json.loads(told.split(b"data: ")[1])["kind"] == kind


def test_a_goodbye_does_not_move_the_place() -> None:
    assert wire.goodbye("shutdown") == b'event: goodbye\ndata: {"reason":"shutdown"}\n\n'
    assert wire.place(3) == b"id: 3\n\n"
