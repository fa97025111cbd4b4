"""The live stream from outside: who hears what, what was missed, and when it ends."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from pritok.accounts.events import PersonChanged
from pritok.accounts.models import ApiToken, SignIn, Team, User
from pritok.api import live as view
from pritok.deals.events import DealResumed
from pritok.desk.events import NoteAdded
from pritok.journal import reading, waking
from pritok.journal.recording import EVERYONE, LEADERS, users
from pritok.kit import clock
from pritok.kit.ids import new_id
from pritok.live import hub as hub_module
from pritok.live import streams
from pritok.live.hub import Hub
from tests.factories import Cast, make_cast
from tests.live.listening import in_thread, listening, request, run, tell, token_with_secret

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> Cast:
    return make_cast()


@pytest.fixture(autouse=True)
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub of the test's own; its thread must be gone when the last stream is."""
    own = Hub()
    monkeypatch.setattr(view, "hub", own)
    monkeypatch.setattr(hub_module, "TICK_S", 0.0)
    yield own
    thread = own._thread
    if thread is not None:
        thread.join(5)
        assert not thread.is_alive()
    assert len(own) == 0


def of(person: User) -> str:
    return users(person.pk)


def test_only_those_who_may_see_the_owner_hear_of_a_deal(people: Cast) -> None:
    async def scenario() -> None:
        async with (
            listening(people.alice) as alice,
            listening(people.bob) as bob,
            listening(people.carol) as her_lead,
            listening(people.erin) as other_lead,
            listening(people.henry) as head,
        ):
            await in_thread(tell, DealResumed(), audience=of(people.alice))

            assert await alice.heard() == await her_lead.heard() == await head.heard()
            assert await bob.heard() == await other_lead.heard() == []

    run(scenario())


def test_facts_for_leaders_and_for_everyone_reach_just_them(people: Cast) -> None:
    async def scenario() -> None:
        async with listening(people.carol) as lead, listening(people.henry) as head:
            await in_thread(tell, NoteAdded(note=new_id()), audience=LEADERS)
            assert (await lead.heard(), await head.heard()) == ([], ["note.added"])

            await in_thread(tell, NoteAdded(note=new_id()), audience=EVERYONE)
            assert await lead.heard() == await head.heard() == ["note.added"]

    run(scenario())


def test_an_event_names_what_changed_in_one_line_and_nothing_more(people: Cast) -> None:
    async def scenario() -> None:
        async with listening(people.alice) as alice:
            await in_thread(tell, DealResumed(), audience=EVERYONE)
            event = await alice.next()
            fact = (await in_thread(reading.newest))[0]

            assert event is not None
            assert (event.name, event.id) == ("changed", fact.position)
            assert event.data == {
                "position": fact.position,
                "kind": "deal.resumed",
                "deal": str(fact.deal_id),
            }

    run(scenario())


def test_what_was_missed_is_told_first_and_only_what_one_may_hear(people: Cast) -> None:
    tell(DealResumed(), audience=EVERYONE)
    seen = reading.head()
    tell(DealResumed(), audience=of(people.bob))
    tell(NoteAdded(note=new_id()), audience=of(people.alice))

    async def scenario() -> None:
        async with listening(people.alice, last=seen) as alice:
            assert await alice.heard() == ["note.added"]
            await in_thread(tell, DealResumed(), audience=EVERYONE)
            assert await alice.heard() == ["deal.resumed"]

    run(scenario())


@pytest.mark.parametrize("last", [999_999, "nonsense", "-5", "9" * 40])
def test_an_unknown_position_is_answered_with_resync(people: Cast, last: Any) -> None:
    tell(DealResumed(), audience=EVERYONE)

    async def scenario() -> None:
        async with listening(people.alice, last=last) as alice:
            event = await alice.next()
            assert event is not None
            assert (event.name, event.id) == ("resync", reading_head)

    reading_head = reading.head()
    run(scenario())


def test_too_much_missed_is_answered_with_resync(people: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(hub_module, "REPLAYED_AT_MOST", 2)
    for _ in range(4):
        tell(DealResumed(), audience=EVERYONE)

    async def scenario() -> None:
        async with listening(people.alice, last=1) as alice:
            event = await alice.next()
            assert event is not None
            assert event.name == "resync"

    run(scenario())


def test_commits_of_other_processes_are_found_by_looking(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waking, "on_commit_call", lambda _: lambda: None)

    async def scenario() -> None:
        async with listening(people.alice) as alice:
            await in_thread(tell, DealResumed(), audience=EVERYONE)
            assert await alice.heard() == ["deal.resumed"]

    run(scenario())


def test_a_disabled_person_hears_nothing_any_more(people: Cast) -> None:
    def disable() -> None:
        User.objects.filter(pk=people.alice.pk).update(is_active=False)
        fact = PersonChanged(person=people.alice.pk, fields=["is_active"], is_active=False)
        tell(fact, audience=EVERYONE, subject=f"person:{people.alice.pk}")
        tell(DealResumed(), audience=of(people.alice))

    async def scenario() -> None:
        async with listening(people.alice) as alice, listening(people.bob) as bob:
            await in_thread(disable)

            events = await alice.until("goodbye")
            assert [(e.name, e.data) for e in events] == [("goodbye", {"reason": "signed_out"})]
            assert await alice.next() is None
            assert "person.changed" in await bob.heard()

    run(scenario())


def test_a_right_lost_without_a_fact_is_noticed_at_the_next_check(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "CHECK_S", 0.1)

    async def scenario() -> None:
        async with listening(people.carol) as carol, listening(people.alice) as alice:
            sign_ins = SignIn.objects.filter(person=people.alice)
            await in_thread(sign_ins.delete)
            assert (await alice.until("goodbye"))[-1].data == {"reason": "signed_out"}

            await in_thread(Team.objects.filter(pk=people.near.pk).update, lead=None)
            assert (await carol.until("goodbye"))[-1].data == {"reason": "rights_changed"}

    run(scenario())


def test_a_revoked_token_stops_listening(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "CHECK_S", 0.1)
    token, secret = token_with_secret("read")

    async def scenario() -> None:
        async with listening(token=secret) as program:
            await in_thread(tell, DealResumed(), audience=of(people.alice))
            assert await program.heard() == ["deal.resumed"]

            revoke = ApiToken.objects.filter(pk=token.pk).update
            await in_thread(revoke, revoked_at=clock.now())
            assert (await program.until("goodbye"))[-1].data == {"reason": "signed_out"}

    run(scenario())


def test_nobody_and_no_foreign_page_gets_in(people: Cast) -> None:
    _, intake = token_with_secret("intake")

    async def scenario() -> None:
        anonymous = await request()
        foreign = await request({"Origin": "https://evil.test"})
        embedded = await request({"Sec-Fetch-Site": "cross-site"})
        posted = await request(method="post")
        program = await request({"Authorization": f"Bearer {intake}"})

        codes = [r.status_code for r in (anonymous, foreign, embedded, posted, program)]
        assert codes == [401, 403, 403, 405, 403]

    run(scenario())


def test_one_person_opens_only_so_many_streams(people: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(hub_module, "PER_ACTOR", 2)

    async def scenario() -> None:
        async with listening(people.alice), listening(people.alice), listening(people.bob):
            refused = await request(session=await _session(people.alice))
            assert refused.status_code == 429
            assert refused.json()["code"] == "too_many_streams"
            assert refused["Retry-After"]

    run(scenario())


async def _session(person: User) -> str:
    keys = SignIn.objects.filter(person=person).values_list("session_key", flat=True)
    return str(await in_thread(keys.first))


def test_open_streams_ask_the_database_nothing(people: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(hub_module, "POLL_S", 30.0)
    looks: list[int] = []

    def read(*, after: int, **more: Any) -> Any:
        looks.append(after)
        return plain_read(after=after, **more)

    plain_read = reading.read
    monkeypatch.setattr(reading, "read", read)

    async def scenario() -> None:
        async with listening(people.alice), listening(people.bob), listening(people.henry) as head:
            before = threading.active_count()
            async with listening(people.dave), listening(people.erin):
                assert threading.active_count() == before
            assert await in_thread(lambda: connection.connection) is None
            assert looks == []

            await in_thread(tell, DealResumed(), audience=EVERYONE)
            await head.heard()
            assert len(looks) == 1

    run(scenario())


def test_at_shutdown_every_stream_says_goodbye(people: Cast, hub: Hub) -> None:
    async def scenario() -> None:
        async with listening(people.alice) as alice:
            hub.close_all()

            assert (await alice.until("goodbye"))[-1].data == {"reason": "closing"}
            late = await request(session=await _session(people.alice))
            assert late.status_code == 503

    run(scenario())


def test_a_quiet_stream_is_kept_alive_and_does_not_live_for_ever(
    people: Cast, monkeypatch: Any
) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_S", 0.05)
    monkeypatch.setattr(streams, "LIFETIME_S", 0.3)

    async def scenario() -> None:
        async with listening(people.alice) as alice:
            assert (await alice.until("goodbye"))[-1].data == {"reason": "lifetime"}
            assert alice.comments >= 3

    run(scenario())
