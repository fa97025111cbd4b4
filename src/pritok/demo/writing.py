"""Writes the stories, a chunk per transaction. A demo that was stopped goes on after its last whole chunk."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from pritok.deals.access import visible_deals
from pritok.deals.actions.telling import Dictionaries
from pritok.demo.chunks import CHUNK, Chunk, ChunkMaker
from pritok.demo.people import DEMO
from pritok.demo.processes import made_elsewhere
from pritok.demo.world import World
from pritok.journal.recording import write_prepared
from pritok.offers.actions.history import continue_numbers

Tell = Callable[[str, int, int | None], None]

# Below it a second process costs more than it brings.
_WORTH_A_PROCESS = 20_000


def write_stories(world: World, progress: Tell) -> None:
    """Write all deals of the world that are not there yet."""
    known = Dictionaries.load()
    starts = range(0, world.total, CHUNK)
    maker = ChunkMaker(world, known)
    missing = [first for first in starts if not _is_there(maker.first_id(first))]
    if world.total < _WORTH_A_PROCESS:
        chunks: Iterable[Chunk] = map(maker.make, missing)
    else:
        chunks = made_elsewhere(world, known, missing)
    with _in_bulk():
        for chunk in chunks:
            with transaction.atomic():
                write_prepared(chunk.prepared)
            progress("deals", chunk.end, world.total)
    continue_numbers(world.total + 1)


@contextmanager
def _in_bulk() -> Iterator[None]:
    """On SQLite: more cache, rarer checkpoints, and no flush per chunk. A crash then loses the demo, no more."""
    # Inside somebody's transaction SQLite keeps its ways.
    if connection.vendor == "postgresql" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        names = ("synchronous", "cache_size", "wal_autocheckpoint")
        before = [cursor.execute(f"pragma {name}").fetchone()[0] for name in names]
        for name, value in zip(names, (0, -300_000, 20_000), strict=True):
            cursor.execute(f"pragma {name} = {value}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for name, value in zip(names, before, strict=True):
                cursor.execute(f"pragma {name} = {value}")


def _is_there(deal: UUID) -> bool:
    return visible_deals(DEMO).filter(pk=deal).exists()
