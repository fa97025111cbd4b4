"""The mirror of this process: opened on first use, kept up on every report, rebuilt by itself when it must be.

One process on a host holds the file. Another process that needs reports folds its own mirror in memory: the
same code, the same numbers, its own memory and start-up time. A small journal is folded while the caller
waits; a long one in the background, and reports say `mirror_building` (503) or, when there still are rows of
an older order of stages, go on with those.
"""

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, TypeVar

import duckdb
import structlog
from django.db import connection

from pritok.analytics import places, verifying
from pritok.analytics.answers import Answers
from pritok.analytics.building import build
from pritok.analytics.catching_up import Outdated, catch_up
from pritok.analytics.deal_folds import Progress
from pritok.analytics.places import MirrorHeld, Place
from pritok.analytics.store import THREADS, Mark, Store, Unusable, remove
from pritok.analytics.verifying import Difference
from pritok.journal import reading
from pritok.kit.errors import Unavailable

T = TypeVar("T")
Work = Callable[[duckdb.DuckDBPyConnection, Mark], T]
_log = structlog.get_logger("pritok.analytics")

# Two seconds of folding: worth waiting for. More runs in the background, and a reader waits this long for it.
FOLDED_WHILE_WAITING = 100_000
_PATIENCE_S = 8.0
# During a large import a report is better a little old, and says so, than a minute late.
_CATCH_UP_S = 3.0
_BROKEN = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
    Unusable,
)


@dataclass(frozen=True)
class Status:
    """For health pages. `position` is None while no mirror is open in this process."""

    position: int | None
    is_building: bool
    is_file: bool


class Mirror:
    """Use the one of this process through the functions below; tests make their own."""

    def __init__(self, place: Place | None = None) -> None:
        self._wanted = place
        self._place: Place | None = None
        self._hold: IO[bytes] | None = None
        self._store: Store | None = None
        self._mark: Mark | None = None
        # Whoever has the turn may open, write and swap; readers run beside it in the pool.
        self._turn = threading.RLock()
        self._fresh_from = 0.0
        self._building: threading.Thread | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._answers = Answers()

    def read(self, work: Work[T], *, key: Hashable = None) -> tuple[T, Mark]:
        """Catch up, then run `work` on one snapshot; also returns the mark of that snapshot.

        With a `key` that names the question in full, an answer from the same place in the journal is given again.

        `work` runs in a thread of its own, first come first served, as many at once as there are cores; it
        must not touch the main database. While somebody writes faster than we fold, the mark tells how far.
        """
        self.catch_up(for_s=_CATCH_UP_S)
        try:
            return self._run(work, key)
        except _BROKEN as error:
            _log.warning("mirror_broken", error=str(error))
            self._discard()
            self.catch_up()
            return self._run(work, key)

    def catch_up(self, *, for_s: float | None = None) -> Mark:
        """Take in every fact committed before this call (see `catching_up.catch_up` for `for_s`).

        Unavailable while a long fold is under way and there are no older rows.
        """
        asked = time.monotonic()
        with self._turn:
            # Somebody else's catch-up that began after we asked has all that we need.
            if self._mark is None or self._fresh_from <= asked:
                began = time.monotonic()
                self._renew(for_s)
                self._fresh_from = began
            building, mark = self._building, self._mark
        if mark is None and building is not None:
            building.join(_PATIENCE_S)
            with self._turn:
                self._renew(for_s)
                mark = self._mark
        if mark is None:
            message = "The figures are being put together; this takes a minute or two."
            raise Unavailable(message, code="mirror_building", retry_after_s=5)
        return mark

    def forget_answers(self) -> None:
        """Answer every question anew; for measuring."""
        self._answers = Answers()

    def open_soon(self) -> None:
        """Open and catch up in a thread, so that the first report need not wait; for the start of a server.

        Only where this process gets the file: another one opens its own in memory when it is asked.
        """
        threading.Thread(target=self._open_here, name="mirror", daemon=True).start()

    def rebuild(self, progress: Progress | None = None) -> Mark:
        """Fold the whole journal anew. MirrorHeld when another process has the file: it is told to do it."""
        with self._turn:
            place = self._settle_place()
            if self._wanted_place().is_file and not place.is_file:
                self._wanted_place().rebuild_wish.touch()
                raise MirrorHeld(
                    "A running Pritok holds the figures; it has been asked to rebuild them."
                )
            return self._swap(_built(place, progress, processes=THREADS))

    def verify(self, progress: Progress | None = None) -> list[Difference]:
        """Compare every row with a fresh fold. MirrorHeld when another process has the file."""
        with self._turn:
            if self._wanted_place().is_file and not self._settle_place().is_file:
                raise MirrorHeld("A running Pritok holds the figures; stop it to verify them.")
            self.catch_up()
            return verifying.differences(self._opened(), self.catch_up, progress)

    def status(self) -> Status:
        building = self._building
        return Status(
            position=self._mark.position if self._mark else None,
            is_building=building is not None and building.is_alive(),
            is_file=self._hold is not None,
        )

    def size(self) -> int:
        """Return how many bytes the mirror's file has; 0 without one."""
        place = self._place
        return place.path.stat().st_size if place is not None and place.is_file else 0

    def close(self) -> None:
        """Wait for running reports, close the file and let go of it."""
        with self._turn:
            self._close_store()
            if self._hold is not None:
                self._hold.close()
            self._hold = self._place = None

    def _renew(self, for_s: float | None) -> None:
        if self._store is None:
            self._open()
        if self._store is None or self._mark is None:
            return
        try:
            self._refuse_when_wished()
            self._mark = catch_up(self._store, self._mark, for_s=for_s)
        except Outdated as reason:
            self._build_anew(str(reason))
        except (Unusable, duckdb.Error) as error:
            self._discard()
            self._build_anew(str(error))

    def _open_here(self) -> None:
        try:
            with self._turn:
                is_ours = self._settle_place().is_file
            if is_ours:
                self.catch_up()
        except Unavailable:
            pass  # it is being put together
        finally:
            connection.close()

    def _open(self) -> None:
        if self._building is not None and self._building.is_alive():
            return
        place = self._settle_place()
        if place.is_file and place.path.exists():
            try:
                self._store, self._mark = _opened_store(place)
            except Unusable as error:
                _log.warning("mirror_unusable", error=str(error))
                remove(place.path)
        if self._store is None:
            self._build_anew("there is none yet")

    def _build_anew(self, reason: str) -> None:
        """Fold everything: at once when it is little, else in a thread beside the old rows, if there are any."""
        if self._building is not None and self._building.is_alive():
            return
        place = self._settle_place()
        _log.info("mirror_builds", reason=reason)
        if reading.head() <= FOLDED_WHILE_WAITING:
            self._swap(_built(place, None))
            return
        self._building = threading.Thread(target=self._build_beside, args=[place], daemon=True)
        self._building.start()

    def _build_beside(self, place: Place) -> None:
        try:
            built = _built(place, None, processes=1)
            with self._turn:
                self._swap(built)
        finally:
            connection.close()

    def _swap(self, built: tuple[Store, Mark]) -> Mark:
        store, mark = built
        place = self._settle_place()
        self._close_store()
        if place.is_file:
            # One path is one DuckDB instance in a process: the old must be closed before the new is opened.
            store.close()
            remove(place.path)
            place.building.replace(place.path)
            store = Store(place.path)
        self._store, self._mark = store, mark
        return mark

    def _run(self, work: Work[T], key: Hashable) -> tuple[T, Mark]:
        with self._turn:
            store = self._opened()
            self._pool = self._pool or ThreadPoolExecutor(THREADS, thread_name_prefix="report")
            running = self._pool.submit(_in_snapshot, store, work, key, self._answers)
        return running.result()

    def _opened(self) -> Store:
        if self._store is None:
            raise Unusable("the mirror is not open")
        return self._store

    def _discard(self) -> None:
        with self._turn:
            self._close_store()
            if self._place is not None and self._place.is_file:
                remove(self._place.path)

    def _close_store(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True)
        if self._store is not None:
            self._store.close()
        self._pool = self._store = self._mark = None
        self._answers = Answers()

    def _wanted_place(self) -> Place:
        return self._wanted or places.configured()

    def _settle_place(self) -> Place:
        """Return the file if this process can hold it, else memory."""
        if self._place is None:
            wanted = self._wanted_place()
            self._hold = wanted.hold() if wanted.is_file else None
            self._place = wanted if self._hold else places.MEMORY
            if not self._hold:
                _log.info(
                    "mirror_in_memory", reason="another process holds the file, or none is set"
                )
        return self._place

    def _refuse_when_wished(self) -> None:
        place = self._settle_place()
        if place.is_file and place.rebuild_wish.exists():
            place.rebuild_wish.unlink(missing_ok=True)
            raise Outdated("a rebuild was asked for")


def _opened_store(place: Place) -> tuple[Store, Mark]:
    store = Store(place.path)
    try:
        return store, store.mark()
    except Unusable:
        store.close()
        raise


def _built(place: Place, progress: Progress | None, *, processes: int = 0) -> tuple[Store, Mark]:
    """Fold everything into a fresh store. Processes are worth their start only for a long journal."""
    if place.is_file:
        remove(place.building)
    if reading.head() <= FOLDED_WHILE_WAITING:
        processes = 0
    store = Store(place.building)
    try:
        return store, build(store, progress, processes=processes)
    except BaseException:
        store.close()
        raise


def _in_snapshot(store: Store, work: Work[T], key: Hashable, answers: Answers) -> tuple[T, Mark]:
    cursor = store.cursor()
    try:
        cursor.execute("begin")
        mark = store.mark(cursor)
        place = (key, mark.position, mark.fact)
        kept: T | None = answers.get(place) if key is not None else None
        if kept is not None:
            return kept, mark
        answer = work(cursor, mark)
        if key is not None:
            answers.keep(place, answer)
        return answer, mark
    finally:
        cursor.close()


_mirror = Mirror()
read = _mirror.read
catch_up_now = _mirror.catch_up
open_soon = _mirror.open_soon
forget_answers = _mirror.forget_answers
rebuild = _mirror.rebuild
verify = _mirror.verify
status = _mirror.status
size = _mirror.size
close = _mirror.close
