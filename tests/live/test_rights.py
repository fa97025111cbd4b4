"""Who may open the stream, and what becomes of it when rights change while it is open."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pritok.accounts.actions import change_person, change_team, reset_password, revoke_token
from pritok.accounts.actions.sessions import end_session
from pritok.accounts.models import SignIn
from pritok.accounts.queries import LONGEST_SESSION
from pritok.deals.events import DealResumed
from pritok.journal.recording import users
from pritok.kit import clock
from pritok.live import reader
from pritok.live.hub import Hub
from pritok.live.rights import Credential, actors_now
from tests.factories import Cast, actor, make_person, make_sign_in, make_token
from tests.live.listening import Client, asking, in_thread, listening, mark, run, tell

pytestmark = pytest.mark.usefixtures("hub")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer ptk_wrong"}])
def test_nobody_gets_in_unknown(people: Cast, headers: dict[str, str]) -> None:
    async def scenario() -> None:
        async with asking(headers=headers) as client:
            assert (client.status, (await client.body())["code"]) == (401, "unauthenticated")

    run(scenario())


def test_an_intake_token_may_not_listen(people: Cast) -> None:
    secret = make_token("intake", people.ada)[1]

    async def scenario() -> None:
        async with asking(token=secret) as client:
            assert (client.status, (await client.body())["code"]) == (403, "scope")

    run(scenario())


def test_a_token_in_the_address_is_refused(people: Cast) -> None:
    secret = make_token("read", people.ada)[1]

    async def scenario() -> None:
        async with asking(query=f"token={secret}", token=secret) as client:
            assert (client.status, (await client.body())["code"]) == (400, "token_in_address")

    run(scenario())


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.test"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_pages_of_others_may_not_listen_with_the_users_cookie(
    people: Cast, headers: dict[str, str]
) -> None:
    async def scenario() -> None:
        async with asking(people.alice, headers=headers) as client:
            assert (client.status, (await client.body())["code"]) == (403, "csrf")

    run(scenario())


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://127.0.0.1"}, {"Sec-Fetch-Site": "same-origin"}]
)
def test_our_own_pages_may_listen(people: Cast, headers: dict[str, str]) -> None:
    async def scenario() -> None:
        async with listening(people.alice, headers=headers) as alice:
            assert alice.status == 200

    run(scenario())


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD"])
def test_the_stream_can_only_be_got(people: Cast, method: str) -> None:
    async def scenario() -> None:
        async with asking(people.alice, method=method) as client:
            assert (client.status, client.headers["allow"]) == (405, "GET")

    run(scenario())


async def assert_ended(client: Client, *, after: float) -> None:
    """The stream ends for lack of rights, within a second, and nothing was told on the way."""
    events = await client.until("goodbye")

    assert [(e.name, e.data) for e in events] == [("goodbye", {"reason": "revoked"})]
    assert await client.next() is None
    assert time.monotonic() - after < 2


@pytest.mark.parametrize("changes", [{"is_active": False}, {"role": "lead"}])
def test_a_person_locked_out_or_in_a_new_role_is_cut_off_at_once(
    people: Cast, changes: Any
) -> None:
    def change() -> None:
        change_person(actor(people.ada), person=people.alice.pk, changes=changes)
        tell(DealResumed(), audience=users(people.alice.pk))

    async def scenario() -> None:
        async with listening(people.alice) as alice, listening(people.bob) as bob:
            started = time.monotonic()
            await in_thread(change)

            await assert_ended(alice, after=started)
            assert await bob.heard() == []

    run(scenario())


def test_a_new_password_cuts_all_streams_of_the_person_off(people: Cast) -> None:
    ada = actor(people.ada)

    async def scenario() -> None:
        async with listening(people.alice) as one, listening(people.alice) as other:
            started = time.monotonic()
            await in_thread(reset_password, ada, person=people.alice.pk)

            await assert_ended(one, after=started)
            await assert_ended(other, after=started)

    run(scenario())


def test_signing_out_ends_the_streams_of_that_session_only(people: Cast) -> None:
    here, there = make_sign_in(people.alice), make_sign_in(people.alice)
    sign_in = SignIn.objects.get(session_key=here).pk
    alice = actor(people.alice)

    async def scenario() -> None:
        async with listening(session=here) as ended, listening(session=there) as other:
            started = time.monotonic()
            await in_thread(end_session, alice, sign_in=sign_in)

            await assert_ended(ended, after=started)
            assert await other.heard() == []

    run(scenario())


def test_a_revoked_token_is_cut_off(people: Cast) -> None:
    token, secret = make_token("read", people.ada)
    ada = actor(people.ada)

    async def scenario() -> None:
        async with listening(token=secret) as program:
            started = time.monotonic()
            await in_thread(revoke_token, ada, token=token.pk)

            await assert_ended(program, after=started)

    run(scenario())


def test_a_session_that_grew_too_old_is_noticed_without_a_fact(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "JUDGE_S", 0.2)

    async def scenario() -> None:
        async with listening(people.alice) as alice:
            old = clock.now() - LONGEST_SESSION - timedelta(seconds=1)
            started = time.monotonic()
            await in_thread(SignIn.objects.filter(person=people.alice).update, created_at=old)

            await assert_ended(alice, after=started)

    run(scenario())


def test_a_lead_hears_of_new_members_from_their_change_of_team_on(people: Cast) -> None:
    def move() -> None:
        changes: Any = {"team": people.near.pk}
        change_person(actor(people.ada), person=people.dave.pk, changes=changes)

    async def scenario() -> None:
        async with listening(people.carol) as near, listening(people.erin) as far:
            await in_thread(move)
            # What is on their screens was asked with other rights, so they begin anew.
            assert [event.name for event in await near.until("resync")] == ["resync"]
            assert [event.name for event in await far.until("resync")] == ["resync"]

            deal = await in_thread(tell, DealResumed(), audience=users(people.dave.pk))
            assert deal in [told["deal"] for told in await near.heard()]
            assert deal not in [told["deal"] for told in await far.heard()]

    run(scenario())


def test_a_lead_who_lost_the_team_hears_no_more_of_it(people: Cast) -> None:
    def replace() -> str:
        change_team(actor(people.ada), team=people.near.pk, changes={"lead": None})
        return tell(DealResumed(), audience=users(people.alice.pk))

    async def scenario() -> None:
        async with listening(people.carol) as carol:
            deal = await in_thread(replace)
            await carol.until("resync")

            assert deal not in [told["deal"] for told in await carol.heard()]

    run(scenario())


def test_rights_lost_while_the_stream_was_opening_count(people: Cast, hub: Hub) -> None:
    session = Credential(session_key=make_sign_in(people.carol))
    start = mark()
    body = hub.open(actor=actor(people.carol), credential=session, last_seen=start)
    change_team(actor(people.ada), team=people.near.pk, changes={"lead": None})
    deal = tell(DealResumed(), audience=users(people.alice.pk))
    own = tell(DealResumed(), audience=users(people.carol.pk))

    async def scenario() -> None:
        said = b""
        async with asyncio.timeout(10):
            while b"event" not in said:
                said += await anext(body)
        body.close()

        # She is told to ask anew, and of nothing she could hear a moment ago.
        assert b"event: resync" in said
        assert deal.encode() not in said
        assert own.encode() not in said

    run(scenario())


def test_rights_of_all_listeners_are_looked_up_in_three_statements(people: Cast) -> None:
    persons = [make_person(f"Lead{n}", "lead", team=people.near) for n in range(10)]
    listeners = [Credential(session_key=make_sign_in(p)) for p in [*persons, *people.everybody()]]
    listeners += [Credential(token_id=make_token("read")[0].pk) for _ in range(5)]
    ended = Credential(session_key="of nobody")

    with CaptureQueriesContext(connection) as queries:
        actors = actors_now([*listeners, ended])

    assert len(queries) == 3
    assert actors.pop(ended) is None
    assert [actors[c] for c in listeners[:10]] == [actor(person) for person in persons]
    assert all(actors[credential] for credential in listeners)
