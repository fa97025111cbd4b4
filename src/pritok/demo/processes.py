"""Chunks made in processes of their own while this one writes. Nothing here needs Django before it is set up."""

import gc
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pritok.deals.actions.telling import Dictionaries
    from pritok.demo.chunks import Chunk
    from pritok.demo.world import World

_PROCESSES = 2
# Chunks kept ready: enough that the writer never waits, few enough to stay small in memory.
_AHEAD = 4

_maker: Any = None


def made_elsewhere(
    world: "World", known: "Dictionaries", starts: Sequence[int]
) -> Iterator["Chunk"]:
    """Yield the chunks that begin at `starts`, in that order."""
    # Spawned, not forked: a fork would share this process's open database.
    pool = ProcessPoolExecutor(
        _PROCESSES, get_context("spawn"), initializer=_prepare, initargs=(world, vars(known))
    )
    with pool:
        waiting: deque[Future[Chunk]] = deque()
        for start in starts:
            waiting.append(pool.submit(_make, start))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _prepare(world: "World", known: dict[str, Any]) -> None:
    """Set up Django; `known` comes as plain values, because its class cannot be imported before that."""
    global _maker  # a process of the pool keeps its maker between chunks.
    import django  # import: the process has only just begun

    django.setup()
    from pritok.deals.actions.telling import Dictionaries  # import: needs Django set up
    from pritok.demo.chunks import ChunkMaker  # import: needs Django set up

    # Stories make no cycles; looking for some would take a fifth of the time.
    gc.disable()
    _maker = ChunkMaker(world, Dictionaries(**known))


def _make(start: int) -> "Chunk":
    chunk: Chunk = _maker.make(start)
    return chunk
