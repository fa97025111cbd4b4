"""What many streams cost, how many there may be, and how they end."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper

from pritok.deals.events import DealResumed
from pritok.journal import reading
from pritok.journal.recording import EVERYONE
from pritok.live import body, reader, streams, window
from pritok.live import hub as hub_module
from pritok.live.hub import Hub
from tests.factories import Cast, make_sign_in, make_token
from tests.live.listening import Client, asking, in_thread, listening, mark, run, tell


@asynccontextmanager
async def many(number: int, session: str, *, at_once: int = 1) -> AsyncIterator[list[Client]]:
    clients: list[Client] = []
    async with AsyncExitStack() as stack:
        while len(clients) < number:
            some = [stack.enter_async_context(listening(session=session)) for _ in range(at_once)]
            clients += await asyncio.gather(*some)
        yield clients


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    """One person may open as many streams as a test needs."""
    monkeypatch.setattr(hub_module, "PER_PERSON", 1_000)


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Count the statements of all threads."""
    seen: list[str] = []
    execute = CursorWrapper.execute

    def count(self: CursorWrapper, sql: Any, params: Any = None) -> Any:
        seen.append(str(sql))
        return execute(self, sql, params)

    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", count)
        yield seen


def connections_open() -> int:
    """Return how many connections to the database this machine has open."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_stat_activity where datname = current_database()"
            )
            return int(cursor.fetchone()[0])
    file = str(connection.settings_dict["NAME"])
    links = [link for link in Path("/proc/self/fd").iterdir() if link.exists()]
    return sum(str(link.readlink()) == file for link in links)


def threads_at_work() -> int:
    """Return the number of threads without the pools that answer requests and serve this test."""
    pools = ("web", "asyncio", "ThreadPoolExecutor")
    return sum(not thread.name.startswith(pools) for thread in threading.enumerate())


@pytest.mark.usefixtures("hub", "crowd")
def test_a_hundred_streams_hold_one_thread_and_one_connection(people: Cast) -> None:
    session = make_sign_in(people.alice)
    before = threads_at_work()

    async def scenario() -> None:
        async with many(10, session):
            few = await in_thread(connections_open)
            async with many(90, session):
                assert hub_module.open_streams() == 100
                assert await in_thread(connections_open) <= few
                assert threads_at_work() == before + 1
                names = [thread.name for thread in threading.enumerate()]
                assert names.count("live") == 1
                # Django's own thread for each request has been given back.
                assert sum(name.startswith("ThreadPoolExecutor") for name in names) <= 2

    run(scenario())


@pytest.mark.usefixtures("hub", "crowd")
def test_silent_streams_cost_the_same_few_looks_however_many(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = make_sign_in(people.alice)

    async def looks(number: int) -> int:
        async with many(number, session):
            await asyncio.sleep(0.2)
            with counted(monkeypatch) as seen:
                await asyncio.sleep(1.2)
            return len(seen)

    async def scenario() -> None:
        # On PostgreSQL a look is two statements: is anything pending, and what is new.
        most = 4 * (2 if connection.vendor == "postgresql" else 1)
        assert 0 < await looks(1) <= most
        assert 0 < await looks(30) <= most

    run(scenario())


def test_without_streams_nobody_asks_the_database(
    people: Cast, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        async with listening(people.alice):
            pass
        await asyncio.sleep(reader.POLL_S + 0.3)
        with counted(monkeypatch) as seen:
            await asyncio.sleep(1.2)

        assert seen == []
        assert "live" not in [thread.name for thread in threading.enumerate()]

    run(scenario())


@pytest.mark.usefixtures("hub")
def test_a_person_has_ten_streams_and_others_are_not_in_the_way(people: Cast) -> None:
    session, again = make_sign_in(people.alice), make_sign_in(people.alice)

    async def scenario() -> None:
        async with many(10, session), listening(people.bob), asking(session=again) as refused:
            assert (refused.status, refused.headers["retry-after"]) == (429, "30")
            assert (await refused.body())["code"] == "too_many_streams"
        async with listening(session=again):
            assert hub_module.open_streams() == 1

    run(scenario())


@pytest.mark.usefixtures("hub")
def test_the_process_has_a_limit_too(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "IN_ALL", 2)
    secret = make_token("read", people.ada)[1]

    async def scenario() -> None:
        async with listening(people.alice), listening(people.bob), asking(token=secret) as refused:
            assert (refused.status, refused.headers["retry-after"]) == (503, "30")

    run(scenario())


@pytest.mark.usefixtures("hub")
def test_a_tick_comes_at_most_once_a_second_and_is_never_forgotten(people: Cast) -> None:
    ticks: list[tuple[float, int]] = []

    async def scenario() -> None:
        async with listening(people.bob) as bob:
            told = asyncio.create_task(asyncio.to_thread(tell_for_a_while, 2.6))
            while not told.done() or ticks[-1][1] < told.result():
                event = await bob.next()
                assert event is not None
                if event.name == "tick":
                    ticks.append((time.monotonic(), event.data["position"]))

    run(scenario())
    gaps = [later[0] - earlier[0] for earlier, later in pairwise(ticks)]
    assert 3 <= len(ticks) <= 5
    assert min(gaps) > 0.9


def tell_for_a_while(seconds: float) -> int:
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            tell(DealResumed(), audience=EVERYONE)
            time.sleep(0.05)
        return reading.head()
    finally:
        connection.close()


@pytest.mark.usefixtures("hub")
def test_a_quiet_stream_is_kept_alive_and_does_not_live_for_ever(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_S", 0.05)
    monkeypatch.setattr(reader, "JUDGE_S", 0.1)
    monkeypatch.setattr(body, "LIFETIME_S", 1.0)

    async def scenario() -> None:
        async with listening(people.alice) as alice:
            assert (await alice.until("goodbye"))[-1].data == {"reason": "lifetime"}
            assert await alice.next() is None
            assert alice.raw.count(b":\n\n") >= 3

    run(scenario())


def test_a_client_that_does_not_read_costs_no_memory_and_begins_anew(
    people: Cast, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "KEPT", 10)

    async def scenario() -> None:
        async with listening(people.alice) as slow:
            slow.taking.clear()
            for _ in range(60):
                await in_thread(tell, DealResumed(), audience=EVERYONE)
            await in_thread(wait_until_read, hub)
            kept = len(hub._window.after(0))
            slow.taking.set()

            assert kept <= 2 * window.KEPT
            assert "resync" in [event.name for event in await slow.until("resync")]
            # A second resync may stand for what came while the first one waited to be read.
            position = await in_thread(mark)
            while (slow.last_id or 0) < position:
                assert await slow.next()

    run(scenario())


def wait_until_read(hub: Hub) -> None:
    while hub._window.end < reading.head():
        time.sleep(0.05)


def test_the_end_of_the_server_ends_two_hundred_streams_at_once(
    people: Cast, hub: Hub, crowd: None
) -> None:
    session = make_sign_in(people.alice)

    async def scenario() -> None:
        async with many(200, session, at_once=20) as clients:
            started = time.monotonic()
            # As in the signal handler: whatever the interrupted code was holding.
            with hub._lock:
                hub.close_all()
            await asyncio.wait([client.task for client in clients], timeout=5)
            took = time.monotonic() - started

            assert took < 2
            assert all(client.task.done() for client in clients)
            for client in clients:
                assert (await client.until("goodbye"))[-1].data == {"reason": "shutdown"}
            async with asking(session=session) as late:
                assert late.status == 503

    run(scenario())


def test_a_client_that_takes_no_goodbye_is_cut_off(
    people: Cast, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body, "CUT_S", 0.2)

    async def scenario() -> None:
        async with listening(people.alice) as stuck:
            stuck.taking.clear()
            hub.close_all()

            await asyncio.wait([stuck.task], timeout=2)
            assert stuck.task.done()
            assert hub_module.open_streams() == 0

    run(scenario())


@pytest.mark.usefixtures("hub")
def test_streams_outlive_a_database_that_is_away(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute = CursorWrapper.execute

    def fail(self: CursorWrapper, sql: Any, params: Any = None) -> Any:
        if threading.current_thread().name == "live":
            raise OperationalError("the server closed the connection")
        return execute(self, sql, params)

    async def scenario() -> None:
        async with listening(people.alice) as alice:
            with monkeypatch.context() as away:
                away.setattr(CursorWrapper, "execute", fail)
                deal = await in_thread(tell, DealResumed(), audience=EVERYONE)
                await asyncio.sleep(0.8)
            assert deal.encode() not in alice.raw

            assert [told["deal"] for told in await alice.heard()] == [deal]

    run(scenario())


@pytest.mark.usefixtures("hub")
def test_commits_of_other_processes_are_found_by_looking(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Another process's commit wakes nobody here.
    monkeypatch.setattr("pritok.journal.waking.on_commit_call", lambda _: lambda: None)

    async def scenario() -> None:
        async with listening(people.alice) as alice:
            started = time.monotonic()
            await in_thread(mark)
            await alice.until("changed")
            assert time.monotonic() - started < 2

    run(scenario())
