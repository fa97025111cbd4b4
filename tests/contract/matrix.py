"""The access matrix as a table in `access_matrix.txt`, read and checked for gaps."""

from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("access_matrix.txt")


@dataclass(frozen=True)
class Row:
    """One route and the status each actor gets for a well-formed request."""

    method: str
    path: str
    expected: dict[str, int]

    @property
    def route(self) -> tuple[str, str]:
        return self.method, self.path


def read_table() -> tuple[list[str], list[Row]]:
    """Return the names of the actors, in order, and the rows."""
    lines = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines()]
    header, *rows = [words for words in lines if words and not words[0].startswith("#")]
    actors = header[2:]
    return actors, [_row(words, actors) for words in rows]


def _row(words: list[str], actors: list[str]) -> Row:
    method, path, *statuses = words
    if len(statuses) != len(actors):
        raise ValueError(f"{method} {path}: {len(statuses)} statuses for {len(actors)} actors")
    return Row(method, path, dict(zip(actors, map(int, statuses), strict=True)))
