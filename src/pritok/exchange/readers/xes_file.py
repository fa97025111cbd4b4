"""Event logs (XES, IEEE 1849): one record per case, its events in order under the key `events`."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from pritok.exchange.readers.records import FileRefused, Item, Record

MAX_UNPACKED = 1_000_000_000
EVENTS = "events"


def read_xes(path: Path) -> Iterator[Item]:
    """Yield one record per trace: its attributes by key, and `events`, a list of attribute mappings."""
    try:
        with _opened(path) as stream:
            yield from _cases(stream)
    except (ParseError, DefusedXmlException) as error:
        raise FileRefused(f"The event log is not well-formed XML: {error}.") from error
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise FileRefused(f"The event log cannot be unpacked: {error}.") from error


class _Bounded:
    """A stream that refuses to give more than `MAX_UNPACKED` bytes."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile) -> None:
        self._stream = stream
        self._given = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._given += len(data)
        if self._given > MAX_UNPACKED:
            raise FileRefused("The event log unpacks to over 1 GB.")
        return data

    def __enter__(self) -> "_Bounded":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


def _opened(path: Path) -> _Bounded:
    if path.suffix == ".gz":
        return _Bounded(gzip.open(path, "rb"))
    return _Bounded(path.open("rb"))


def _cases(stream: _Bounded) -> Iterator[Item]:
    number = 0
    parents: list[Element] = []
    for moment, element in iterparse(stream, events=("start", "end")):
        if moment == "start":
            parents.append(element)
            continue
        parents.pop()
        if _name(element) == "trace":
            number += 1
            yield Record(number, _case(element))
        # A parsed element stays a child of its parent: a long log would fill the memory without this.
        if parents and not parents[-1].tag.endswith(("trace", "event")):
            parents[-1].remove(element)


_VALUES = {"string", "date", "int", "float", "boolean", "id"}


def _case(trace: Element) -> dict[str, Any]:
    attributes: dict[str, Any] = _attributes(trace)
    attributes[EVENTS] = [_attributes(child) for child in trace if _name(child) == "event"]
    return attributes


def _attributes(element: Element) -> dict[str, str]:
    return {
        child.get("key", ""): child.get("value", "") for child in element if _name(child) in _VALUES
    }


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
