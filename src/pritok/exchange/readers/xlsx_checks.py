"""Is this workbook made to exhaust whoever opens it? Answered before the parser sees it.

The parser unpacks a sheet into a dense block of cells, and a text shared by many cells into a copy for each. So
a few kilobytes can ask for gigabytes: by compression, by two cells far apart, or by one long text used often.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from pritok.exchange.readers.records import FileRefused

MAX_ENTRIES = 2_000
MAX_UNPACKED = 400_000_000
MAX_RATIO = 200
# Small parts (styles, relations) pack better than any ratio worth checking.
RATIO_FROM = 5_000_000
MAX_COLUMNS = 2_000
MAX_CELLS = 6_000_000
MAX_TEXT = 150_000_000

MAX_ROW_BYTES = 8_000_000

_CHUNK = 1 << 20
_SHARED_STRINGS = "xl/sharedStrings.xml"
_PLACE = re.compile(rb"""\sr=["']([A-Z]{1,4})(\d{1,9})["']""")
_SHARED = re.compile(rb"""t=["']s["'][^>]{0,200}>\s*<(?:\w{1,20}:)?v>(\d{1,9})<""")
_CELL_STARTS = (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/")


def check_workbook(path: Path) -> None:
    """Return quietly when the file is a workbook of a bearable size; FileRefused with the reason otherwise."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_packing(entries)
            texts = _shared_text_sizes(archive, entries)
            for entry in entries:
                if entry.filename.startswith("xl/worksheets/"):
                    _check_sheet(archive, entry, texts)
                elif entry.filename != _SHARED_STRINGS:
                    _drain(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileRefused(f"The file is not a readable workbook: {error}.") from error


def _check_packing(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise FileRefused(f"The workbook has {len(entries)} parts, at most {MAX_ENTRIES} are read.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise FileRefused(f"The workbook unpacks to {unpacked // 1_000_000} MB; save it as CSV.")
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > RATIO_FROM and entry.file_size / packed > MAX_RATIO:
            raise FileRefused(
                f"The part {entry.filename} unpacks to over {MAX_RATIO} times its size."
            )


def _check_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, texts: list[int]) -> None:
    rows = columns = shared_text = 0
    for block in _blocks(archive, entry, end=b"row>"):
        places = set(_PLACE.findall(block))
        rows = max([rows, *(int(row) for _, row in places)])
        columns = max([columns, *(_column(letters) for letters in {place[0] for place in places})])
        columns = max([columns, *(_cells(row) for row in block.split(b"row>"))])
        shared_text += sum(_text_size(texts, int(index)) for index in _SHARED.findall(block))
        if columns > MAX_COLUMNS:
            raise FileRefused(
                f"The sheet is {columns} columns wide, at most {MAX_COLUMNS} are read."
            )
        if rows * columns > MAX_CELLS:
            raise FileRefused(f"The sheet spans {rows} rows × {columns} columns; save it as CSV.")
        if shared_text > MAX_TEXT:
            raise FileRefused("The sheet repeats long texts to over 150 MB; save it as CSV.")


def _shared_text_sizes(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> list[int]:
    """Return the size of each shared text with its markup, which is never smaller than the text."""
    sizes: list[int] = []
    for entry in entries:
        if entry.filename == _SHARED_STRINGS:
            for block in _blocks(archive, entry, end=b"si>"):
                # An item is written <si>…</si>: every second piece is what lies between two of them.
                sizes += [len(item) for item in re.split(rb"</(?:\w{1,20}:)?si>|<si/>", block)[:-1]]
    return sizes


def _text_size(texts: list[int], index: int) -> int:
    return texts[index] if index < len(texts) else 0


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, end: bytes) -> Iterator[bytes]:
    """Yield the part in pieces that end with a complete element; what follows the last one is only unpacked."""
    rest = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            rest += chunk
            cut = rest.rfind(end)
            if cut >= 0:
                yield rest[: cut + len(end)]
                rest = rest[cut + len(end) :]
            elif b"</sheetData>" in rest or b"<sheetData/>" in rest:
                rest = b""
            elif len(rest) > MAX_ROW_BYTES:
                raise FileRefused(f"A single row or text in {entry.filename} is over 8 MB.")


def _drain(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    # Reading to the end proves the declared size: a lie ends in a checksum error.
    with archive.open(entry) as stream:
        while stream.read(_CHUNK):
            pass


def _cells(row: bytes) -> int:
    return sum(row.count(start) for start in _CELL_STARTS)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
