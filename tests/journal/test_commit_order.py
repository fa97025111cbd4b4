"""Many writers with slow, nested and failing transactions; readers beside them lose and repeat nothing."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.db import connection, transaction

from pritok.journal import reading
from pritok.journal.models import Fact
from tests.journal.writing import note, running

WRITERS = 5
TRANSACTIONS = 40


@dataclass
class Written:
    """A committed transaction of a writer: its facts, and when it began and ended by the clock."""

    facts: list[UUID]
    began_s: float
    ended_s: float


@dataclass
class Story:
    """What the writers have committed and when they are done."""

    committed: list[Written] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def write(self, writer: int) -> None:
        # On SQLite the transactions queue up behind each other, so they are shorter there.
        pause_s = 0.02 if connection.vendor == "postgresql" else 0.002
        chance = random.Random(writer)
        for _ in range(TRANSACTIONS):
            self._transaction(writer, chance, pause_s)

    def _transaction(self, writer: int, chance: random.Random, pause_s: float) -> None:
        began, facts, is_kept = time.monotonic(), list[UUID](), chance.random() > 0.2
        with transaction.atomic():
            for number in range(chance.randint(1, 4)):
                facts.append(note(writer, number))
                time.sleep(chance.random() * pause_s)
                facts += self._savepoint(writer, chance)
            transaction.set_rollback(not is_kept)
        if is_kept:
            self.committed.append(Written(facts, began, time.monotonic()))

    def _savepoint(self, writer: int, chance: random.Random) -> list[UUID]:
        is_kept = chance.random() > 0.5
        with transaction.atomic():
            fact = note(writer, 100)
            transaction.set_rollback(not is_kept)
        return [fact] if is_kept else []


def follow(story: Story, seen: list[UUID], read: Callable[[int], list[tuple[int, UUID]]]) -> None:
    """Read small bites from the start until the writers are done and nothing is left."""
    cursor = 0
    while True:
        is_last_round = story.done.is_set()
        bite = read(cursor)
        seen.extend(fact for _, fact in bite)
        if bite:
            cursor = bite[-1][0]
        elif is_last_round:
            return
        else:
            time.sleep(0.001)


def by_position(after: int) -> list[tuple[int, UUID]]:
    return [(fact.position, fact.id) for fact in reading.read(after=after, limit=7)]


def naively(after: int) -> list[tuple[int, UUID]]:
    return list(Fact.objects.filter(seq__gt=after).order_by("seq").values_list("seq", "id")[:7])


def tell(*readers: Callable[[int], list[tuple[int, UUID]]]) -> tuple[Story, list[list[UUID]]]:
    """Run the writers with these readers beside them; return the story and what each reader saw."""
    story = Story()
    seen: list[list[UUID]] = [[] for _ in readers]
    followers = [lambda s=s, r=r: follow(story, s, r) for s, r in zip(seen, readers, strict=True)]
    with running(*followers):
        with running(*(lambda w=w: story.write(w) for w in range(WRITERS))):
            pass
        story.done.set()
    return story, seen


@pytest.mark.django_db(transaction=True)
def test_no_fact_is_skipped_or_repeated_and_all_readers_see_one_order() -> None:
    story, (first, second) = tell(by_position, by_position)

    committed = {fact for written in story.committed for fact in written.facts}
    place = {fact: number for number, fact in enumerate(first)}

    assert len(committed) > WRITERS * TRANSACTIONS
    assert len(first) == len(set(first))
    assert set(first) == committed
    assert first == second
    for written in story.committed:
        own = [place[fact] for fact in written.facts]
        assert own == sorted(own)
    _assert_commit_order(story.committed, place)


def _assert_commit_order(committed: list[Written], place: dict[UUID, int]) -> None:
    """What had been committed before another transaction began stands before all of that one."""
    for earlier in committed:
        last = place[earlier.facts[-1]]
        for later in committed:
            if earlier.ended_s < later.began_s:
                assert last < place[later.facts[0]]


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'",
    reason="on SQLite the number is the order, a naive reader is right there",
)
@pytest.mark.django_db(transaction=True)
def test_a_naive_reader_skips_facts_in_the_same_story() -> None:
    story, (seen,) = tell(naively)

    committed = {fact for written in story.committed for fact in written.facts}

    assert committed - set(seen)
