"""After a break the stream goes on where it was, or says that everything has to be asked for anew."""

import asyncio
import random
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from pritok.accounts.actor import system
from pritok.deals.events import DealPaused, DealResumed
from pritok.journal import reading
from pritok.journal.recording import EVERYONE, LEADERS, POOL, record, users
from pritok.kit import clock
from pritok.live import reader, streams, window
from tests.factories import Cast
from tests.live.listening import Client, Event, in_thread, listening, mark, run, tell

pytestmark = pytest.mark.usefixtures("hub")


def tell_some(people: Cast) -> tuple[int, list[int]]:
    """Record facts of several people; return where they begin and the positions of those Alice hears."""
    start = mark()
    for audience in (users(people.alice.pk), users(people.bob.pk), LEADERS, POOL, EVERYONE):
        tell(DealResumed(), audience=audience)
    mine = [
        f.position
        for f in reading.read(after=start)
        if f.audience not in {LEADERS, users(people.bob.pk)}
    ]
    return start, mine


@pytest.mark.parametrize("way", ["header", "query", "both"])
def test_what_was_missed_is_told_in_order(people: Cast, way: str) -> None:
    start, missed = tell_some(people)
    ways: dict[str, dict[str, Any]] = {
        "header": {"last": start},
        "query": {"query": f"last_event_id={start}"},
        # A browser repeats the old address when it comes back by itself; the header is newer.
        "both": {"last": start, "query": "last_event_id=1"},
    }

    async def scenario() -> None:
        async with listening(people.alice, **ways[way]) as alice:
            assert [told["position"] for told in await alice.heard()] == missed

    run(scenario())


def test_who_was_cut_off_before_the_first_event_misses_nothing(people: Cast) -> None:
    async def scenario() -> None:
        async with listening(people.alice) as alice:
            place = int(alice.raw.split(b"id: ")[1].split(b"\n")[0])
        deal = await in_thread(tell, DealResumed(), audience=EVERYONE)
        async with listening(people.alice, last=place) as alice:
            assert [told["deal"] for told in await alice.heard()] == [deal]

    run(scenario())


def test_what_happened_while_the_page_was_loading_is_told_but_nothing_older(people: Cast) -> None:
    def long_ago() -> None:
        with transaction.atomic():
            at = clock.now() - timedelta(minutes=1)
            record(system("test"), DealResumed(), subject="deal:1", audience=EVERYONE, at=at)

    long_ago()
    just_now = tell(DealPaused(until="2030-01-01T00:00:00Z"), audience=EVERYONE)

    async def scenario() -> None:
        async with listening(people.alice) as alice:
            assert [told.get("deal") for told in await alice.heard()] == [just_now]

    run(scenario())


@pytest.mark.parametrize("last", [999_999, 0, "nonsense", "-5", "9" * 40, "１２"])
def test_an_unknown_place_is_answered_with_resync(
    people: Cast, last: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(window, "KEPT", 2)
    monkeypatch.setattr(reader, "_BATCH", 2)
    head = [mark() for _ in range(6)][-1]
    query = last if str(last).isascii() else "%EF%BC%91"

    async def scenario() -> None:
        async with listening(people.alice, query=f"last_event_id={query}") as alice:
            event = await alice.next()
            assert event is not None
            assert (event.name, event.id, event.data) == ("resync", head, {"position": head})
            assert await alice.heard() == []

    run(scenario())


def test_a_little_missed_is_told_when_most_of_the_journal_is_not_kept(
    people: Cast, monkeypatch: Any
) -> None:
    monkeypatch.setattr(window, "KEPT", 4)
    monkeypatch.setattr(reader, "_BATCH", 2)
    places = [mark() for _ in range(12)]

    async def scenario() -> None:
        async with listening(people.alice, last=places[-4]) as alice:
            assert [told["position"] for told in await alice.heard()] == places[-3:]

    run(scenario())


def test_too_much_missed_is_answered_with_one_resync(people: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(streams, "MOST_AT_ONCE", 3)
    places = [mark() for _ in range(5)]

    async def scenario() -> None:
        async with listening(people.alice, last=places[0]) as alice:
            event = await alice.next()
            assert event is not None
            assert (event.name, event.id) == ("resync", places[-1])
            assert await alice.heard() == []

    run(scenario())


class Writers:
    """Three threads that commit facts for changing audiences, some of them slowly, until all are written."""

    def __init__(self, people: Cast, facts: int) -> None:
        self._audiences = [users(p.pk) for p in people.everybody()] + [POOL, LEADERS, EVERYONE]
        self._facts = facts
        self._threads = [threading.Thread(target=self._write, args=(n,)) for n in range(3)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    @property
    def are_busy(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def _write(self, number: int) -> None:
        chance = random.Random(number)
        pause_s = 0.02 if connection.vendor == "postgresql" else 0.002
        try:
            for _ in range(self._facts):
                with transaction.atomic():
                    self._one(chance)
                    threading.Event().wait(chance.random() * pause_s)
                    self._one(chance)
                threading.Event().wait(chance.random() * 0.03)
        finally:
            connection.close()

    def _one(self, chance: random.Random) -> None:
        audience = chance.choice(self._audiences)
        record(system("test"), DealResumed(), subject="deal:1", audience=audience)


async def read_for_a_while(client: Client, told: list[Event], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            while event := await client.next():
                told.append(event)
    except TimeoutError:
        return


def test_fifty_random_breaks_neither_lose_nor_repeat_a_fact(people: Cast) -> None:
    chance = random.Random(7)
    start = mark()
    told: list[Event] = []
    writers = Writers(people, facts=80)

    async def scenario() -> None:
        last, breaks = start, 0
        writers.start()
        while writers.are_busy or breaks < 50:
            async with listening(people.carol, last=last) as carol:
                await read_for_a_while(carol, told, chance.random() * 0.12)
                last, breaks = carol.last_id or last, breaks + 1
        async with listening(people.carol, last=last) as carol:
            told.extend(await carol.until("changed", await in_thread(mark)))

    run(scenario())
    mine = {EVERYONE, POOL, *(users(p.pk) for p in (people.alice, people.bob, people.carol))}
    facts = reading.read(after=start, limit=10_000)

    changed = [event.id for event in told if event.name == "changed"]
    assert changed == [fact.position for fact in facts if fact.audience in mine]
    assert len(facts) == 3 * 80 * 2 + 1
    assert "resync" not in {event.name for event in told}
