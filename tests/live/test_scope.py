"""Who hears what: the same rights as everywhere, and never more than kinds and ids."""

import json
from typing import Any

import pytest

from pritok.accounts.models import User
from pritok.clients.events import ContactChanged
from pritok.deals.events import DealResumed
from pritok.desk.events import NoteAdded
from pritok.intake.events import RequestReceived
from pritok.journal import reading
from pritok.journal.payloads import Payload
from pritok.journal.recording import EVERYONE, LEADERS, POOL, users
from pritok.kit.ids import new_id
from tests.factories import Cast, make_token
from tests.live.listening import in_thread, listening, run, tell

pytestmark = pytest.mark.usefixtures("hub")
NOTE = NoteAdded(note=new_id())


async def heard_by(
    person: User | None, audience: str, payload: Payload = NOTE, **more: Any
) -> bool:
    """Say whether a fact with this audience reaches this person."""
    async with listening(person, **more) as client:
        deal = await in_thread(tell, NOTE, audience=audience)
        return deal in [told["deal"] for told in await client.heard()]


def test_a_deal_is_heard_by_its_owner_the_lead_the_head_and_admins_only(people: Cast) -> None:
    async def scenario() -> None:
        hears = {p.name: await heard_by(p, users(people.alice.pk)) for p in people.everybody()}

        assert [name for name, does in hears.items() if does] == ["Alice", "Carol", "Henry", "Ada"]

    run(scenario())


def test_a_deal_given_away_is_heard_by_both_owners(people: Cast) -> None:
    async def scenario() -> None:
        audience = users(people.dave.pk, people.alice.pk)
        hears = {p.name: await heard_by(p, audience) for p in people.everybody()}

        assert not hears.pop("Bob")
        assert all(hears.values())

    run(scenario())


@pytest.mark.parametrize("audience", [POOL, EVERYONE])
def test_what_belongs_to_nobody_or_concerns_all_is_heard_by_all(
    people: Cast, audience: str
) -> None:
    async def scenario() -> None:
        assert all([await heard_by(person, audience) for person in people.everybody()])

    run(scenario())


def test_facts_about_people_and_security_are_for_head_and_admins(people: Cast) -> None:
    async def scenario() -> None:
        hears = {p.name: await heard_by(p, LEADERS) for p in people.everybody()}

        assert [name for name, does in hears.items() if does] == ["Henry", "Ada"]

    run(scenario())


@pytest.mark.parametrize("scope", ["read", "write"])
def test_a_program_hears_all_business_but_nothing_of_security(people: Cast, scope: str) -> None:
    secret = make_token(scope, people.ada)[1]

    async def scenario() -> None:
        assert await heard_by(None, users(people.alice.pk), token=secret)
        assert not await heard_by(None, LEADERS, token=secret)

    run(scenario())


def test_an_event_names_the_deal_the_kind_and_the_position(people: Cast) -> None:
    async def scenario() -> None:
        async with listening(people.alice) as alice:
            deal = await in_thread(tell, DealResumed(), audience=users(people.alice.pk))
            event = await alice.next()
            position = await in_thread(reading.head)

            assert event is not None
            assert (event.name, event.id) == ("changed", position)
            assert event.data == {"position": position, "kind": "deal.resumed", "deal": deal}

    run(scenario())


@pytest.mark.parametrize(
    ("noun", "payload"),
    [
        ("contact", ContactChanged(contact=new_id(), fields=["name"])),
        ("company", ContactChanged(contact=new_id(), fields=["name"])),
        ("request", RequestReceived(request=new_id(), channel="api")),
    ],
)
def test_other_records_are_named_by_their_subject(
    people: Cast, noun: str, payload: Payload
) -> None:
    key = str(new_id())

    async def scenario() -> None:
        async with listening(people.alice) as alice:
            await in_thread(tell, payload, audience=EVERYONE, subject=f"{noun}:{key}")
            event = await alice.next()

            assert event is not None
            assert event.data == {"position": event.id, "kind": payload.kind, noun: key}

    run(scenario())


def test_a_tick_tells_of_facts_one_may_not_hear_without_naming_anything(people: Cast) -> None:
    async def scenario() -> None:
        async with listening(people.bob) as bob:
            await in_thread(tell, NOTE, audience=users(people.alice.pk))
            event = await bob.next()

            assert event is not None
            assert (event.name, event.data) == ("tick", {"position": event.id})

    run(scenario())


def test_every_event_is_three_short_lines_of_known_fields(people: Cast) -> None:
    subject = "contact:1\ndata: forged\n\nevent: changed"

    async def scenario() -> None:
        async with listening(people.ada) as ada:
            await in_thread(tell, NOTE, audience=EVERYONE, subject=subject)
            await ada.heard()

            assert b"forged" not in ada.raw
            for block in ada.raw.decode().strip().split("\n\n"):
                lines = block.split("\n")
                if lines[-1].startswith("data: "):
                    assert [line.split(": ")[0] for line in lines] == ["id", "event", "data"]
                    json.loads(lines[-1].removeprefix("data: "))

    run(scenario())


def test_the_stream_is_not_stored_or_held_back_on_its_way(people: Cast) -> None:
    async def scenario() -> None:
        async with listening(people.alice) as alice:
            assert alice.headers["content-type"] == "text/event-stream"
            assert alice.headers["cache-control"] == "no-store"
            assert alice.headers["x-accel-buffering"] == "no"
            assert 1_000 <= int(alice.raw.split(b"\n")[0].removeprefix(b"retry: ")) < 4_000

    run(scenario())
