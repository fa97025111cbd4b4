"""Where the mirror's file lives and which process on this host may hold it."""

import fcntl
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from pritok.analytics.store import IN_MEMORY
from pritok.kit.errors import Refusal

_SCHEME = "duckdb:///"


class MirrorHeld(Refusal):
    """Another process on this host holds the mirror's file."""

    code = "mirror_held"


@dataclass(frozen=True)
class Place:
    """The file, and the files beside it that processes speak through."""

    path: Path

    @property
    def is_file(self) -> bool:
        return self.path != IN_MEMORY

    @property
    def building(self) -> Path:
        return self.path.with_name(f"{self.path.name}.building") if self.is_file else IN_MEMORY

    @property
    def rebuild_wish(self) -> Path:
        """Its presence asks the holding process to rebuild."""
        return self.path.with_name(f"{self.path.name}.rebuild")

    def hold(self) -> IO[bytes] | None:
        """Return the held lock, or None when another process has it. Closing it, or dying, lets go."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = self.path.with_name(f"{self.path.name}.lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return None
        return lock


MEMORY = Place(IN_MEMORY)


def configured() -> Place:
    """Return the place PRITOK_ANALYTICS_URL names; `duckdb:///:memory:` keeps the mirror in memory."""
    path = settings.ANALYTICS_URL.removeprefix(_SCHEME)
    return MEMORY if path == str(IN_MEMORY) else Place(Path(path))
