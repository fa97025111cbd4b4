"""Delimited text as other people's programs write it: any common encoding, stray quotes, endless lines.

The standard parser reads a record at a time; which physical lines make a record is decided here, so that one
forgotten quote costs one row and not the rest of the file.
"""

import codecs
import csv
from collections import deque
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from pritok.exchange.readers.records import (
    FileRefused,
    Item,
    Record,
    Unreadable,
    unique_headers,
    without_blank_tail,
)

# A cell of a spreadsheet holds at most 32,767 characters; a megabyte is a row nobody wrote by hand.
MAX_RECORD_CHARS = 1_000_000
MAX_RECORD_LINES = 500
_DELIMITERS = ",;\t|"
_SNIFF_BYTES = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_Line = tuple[int, str | None]


def read_csv(path: Path, *, encoding: str = "", delimiter: str = "") -> Iterator[Item]:
    """Yield the rows below the header; FileRefused when the encoding or the header cannot be read."""
    csv.field_size_limit(MAX_RECORD_CHARS)
    chosen = encoding or detect_encoding(path)
    try:
        with path.open("rb") as raw, TextIOWrapper(raw, encoding=chosen, newline="") as text:
            separator = delimiter or _delimiter_of(text.readline(MAX_RECORD_CHARS))
            text.seek(0)
            records = _records(_numbered(text), separator)
            yield from without_blank_tail(_rows(records, separator))
    except (UnicodeError, LookupError) as error:
        raise FileRefused(f"The file is not in the encoding {chosen}.") from error


def detect_encoding(path: Path) -> str:
    """Return the encoding by its mark, else UTF-8 when the whole file is, else Windows-1251."""
    with path.open("rb") as file:
        start = file.read(_SNIFF_BYTES)
        for mark, name in _BOMS:
            if start.startswith(mark):
                return name
        if start.count(b"\0") > len(start) // 4:
            # Half of the bytes of Latin text in UTF-16 are zero; which half tells the byte order.
            return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while start:
                decoder.decode(start)
                start = file.read(_SNIFF_BYTES)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1251"
    return "utf-8"


def _rows(records: Iterator[tuple[int, str | Unreadable]], delimiter: str) -> Iterator[Item]:
    headers = _headers(next(records, None), delimiter)
    for number, text in records:
        if isinstance(text, Unreadable):
            yield text
            continue
        cells, problem = _cells(text, delimiter)
        if problem:
            yield Unreadable(number, problem)
        elif len(cells) > len(headers) and any(cells[len(headers) :]):
            yield Unreadable(number, f"{len(cells)} cells under {len(headers)} column names")
        else:
            cells += [""] * (len(headers) - len(cells))
            yield Record(number, dict(zip(headers, cells, strict=False)))


def _headers(first: tuple[int, str | Unreadable] | None, delimiter: str) -> list[str]:
    if first is None:
        raise FileRefused("The file is empty.")
    if isinstance(first[1], Unreadable):
        raise FileRefused(f"The column names cannot be read: {first[1].reason}.")
    cells, problem = _cells(first[1], delimiter)
    if problem:
        raise FileRefused(f"The column names cannot be read: {problem}.")
    return unique_headers(cells)


def _cells(text: str, delimiter: str) -> tuple[list[str], str]:
    if "\0" in text:
        return [], "a NUL character"
    try:
        return next(csv.reader([text], delimiter=delimiter), []), ""
    except csv.Error as error:
        return [], str(error)


def _delimiter_of(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _numbered(text: TextIO) -> Iterator[_Line]:
    """Yield (line number, line); None instead of a line longer than a record may be."""
    number = 0
    while line := text.readline(MAX_RECORD_CHARS + 1):
        number += 1
        if len(line) <= MAX_RECORD_CHARS:
            yield number, line
            continue
        while line and not line.endswith(("\n", "\r")):
            line = text.readline(MAX_RECORD_CHARS)
        yield number, None


def _records(lines: Iterator[_Line], delimiter: str) -> Iterator[tuple[int, str | Unreadable]]:
    """Join lines until no quote is open. One that never closes costs its own line, not those below."""
    returned: deque[_Line] = deque()

    def upcoming() -> _Line | None:
        return returned.popleft() if returned else next(lines, None)

    while (line := upcoming()) is not None:
        number, text = line
        if text is None:
            yield number, Unreadable(number, "the line is longer than a million characters")
        elif not _ends_inside(text, delimiter, inside=False):
            yield number, text
        else:
            joined, taken = _close_quotes(text, upcoming, delimiter)
            if not joined:
                returned.extendleft(reversed(taken))
            yield number, joined or Unreadable(number, "a quote is opened and never closed")


def _close_quotes(
    text: str, upcoming: Callable[[], _Line | None], delimiter: str
) -> tuple[str, list[_Line]]:
    """Return (the whole record, the lines it took); an empty record when the quote does not close."""
    parts, taken, size = [text], list[_Line](), len(text)
    while len(parts) < MAX_RECORD_LINES and size <= MAX_RECORD_CHARS:
        line = upcoming()
        if line is None:
            break
        taken.append(line)
        if line[1] is None:
            break
        parts.append(line[1])
        size += len(line[1])
        if not _ends_inside(line[1], delimiter, inside=True):
            return "".join(parts), taken
    return "", taken


def _ends_inside(text: str, delimiter: str, *, inside: bool) -> bool:
    """Say whether a quoted cell is still open at the end of `text`. A quote inside a bare word opens nothing."""
    if '"' not in text:
        return inside
    at_start = not inside
    position, end = 0, len(text)
    while position < end:
        if inside:
            close = text.find('"', position)
            if close < 0:
                return True
            position = close + 1
            inside = text.startswith('"', position)
            position += inside
            at_start = False
        elif at_start and text[position] == '"':
            inside, position = True, position + 1
        else:
            next_cell = text.find(delimiter, position)
            if next_cell < 0:
                return False
            position, at_start = next_cell + 1, True
    return inside
