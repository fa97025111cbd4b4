"""What every reader yields: a numbered row of cells, or a place in the file that is not a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """One row. `number` is what the file's own program shows; `cells` are keyed by the header as found.

    A repeated header gets its occurrence behind it: `Source`, `Source#2`.
    """

    number: int
    cells: Mapping[str, Any]

    @property
    def is_blank(self) -> bool:
        return all(value is None or value == "" for value in self.cells.values())


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that could not be read at all; the ones after it could."""

    number: int
    reason: str


Item = Record | Unreadable


class FileRefused(Exception):
    """The file as a whole is not read: wrong format, missing header, or made to exhaust the reader."""


def unique_headers(cells: list[Any]) -> list[str]:
    """Return trimmed header names; FileRefused when none is left."""
    seen: dict[str, int] = {}
    headers = []
    for cell in cells:
        name = " ".join(str(cell or "").split())
        key = name.casefold()
        seen[key] = seen.get(key, 0) + 1
        headers.append(f"{name}#{seen[key]}" if name and seen[key] > 1 else name)
    if not any(headers):
        raise FileRefused("The first row holds no column names.")
    return headers


def without_blank_tail(items: Iterator[Item]) -> Iterator[Item]:
    """Drop blank rows after the last row that says anything: a sheet's formatting, not its data."""
    held: list[Item] = []
    for item in items:
        if isinstance(item, Record) and item.is_blank:
            held.append(item)
            continue
        yield from held
        held.clear()
        yield item
