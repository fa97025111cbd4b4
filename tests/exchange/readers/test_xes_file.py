"""Event logs: cases with their events, nested statistics skipped, hostile XML refused."""

import gzip
from pathlib import Path

import pytest

from pritok.exchange.readers.records import FileRefused, Record
from pritok.exchange.readers.xes_file import EVENTS, read_xes

LOG = """<?xml version="1.0"?>
<log xmlns="http://www.xes-standard.org/">
  <float key="meta_statistics" value="1"><float key="inner" value="2"/></float>
  <global scope="trace"><string key="concept:name" value="UNKNOWN"/></global>
  <trace>
    <string key="concept:name" value="7"/>
    <event><string key="concept:name" value="A"/><date key="time:timestamp" value="2012-01-01T10:00:00+01:00"/></event>
    <event><string key="concept:name" value="B"/></event>
  </trace>
  <trace><string key="concept:name" value="8"/></trace>
</log>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<log><trace><string key="k" value="&b;"/></trace></log>"""


def test_a_case_is_a_record_with_its_attributes_and_events(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    path.write_text(LOG)

    first, second = (item for item in read_xes(path) if isinstance(item, Record))

    assert first.cells["concept:name"] == "7"
    assert [event["concept:name"] for event in first.cells[EVENTS]] == ["A", "B"]
    assert second.cells == {"concept:name": "8", EVENTS: []}


def test_a_packed_log_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "log.xes.gz"
    path.write_bytes(gzip.compress(LOG.encode()))

    assert len(list(read_xes(path))) == 2


@pytest.mark.parametrize("content", [BOMB, "<log><trace>", "", "no xml"])
def test_what_is_no_harmless_log_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "log.xes"
    path.write_text(content)

    with pytest.raises(FileRefused):
        list(read_xes(path))


def test_a_broken_packing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.xes.gz"
    path.write_bytes(gzip.compress(LOG.encode())[:100])

    with pytest.raises(FileRefused):
        list(read_xes(path))
