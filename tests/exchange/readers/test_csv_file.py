"""Delimited text in every encoding and with every break that exports have."""

import codecs
from pathlib import Path

import pytest

from pritok.exchange.readers.csv_file import MAX_RECORD_CHARS, detect_encoding, read_csv
from pritok.exchange.readers.records import FileRefused, Item, Record, Unreadable

TEXT = "Имя;Город\nАнна;Тверь\nБорис;Псков\n"


def items(folder: Path, content: bytes | str) -> list[Item]:
    path = folder / "file.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_csv(path))


def cells(item: Item) -> dict[str, str]:
    assert isinstance(item, Record)
    return dict(item.cells)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1251"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big end first", "windows-1251"],
)
def test_the_encoding_is_found(tmp_path: Path, content: bytes) -> None:
    read = items(tmp_path, content)

    assert cells(read[0]) == {"Имя": "Анна", "Город": "Тверь"}
    assert len(read) == 2


def test_latin_utf16_without_mark_is_found_by_its_zeros(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes("name,town\nAnna,Tver\n".encode("utf-16-le"))

    assert detect_encoding(path) == "utf-16-le"
    assert cells(next(iter(read_csv(path))))["town"] == "Tver"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_the_header_uses_most(tmp_path: Path, delimiter: str) -> None:
    read = items(tmp_path, f"a{delimiter}b{delimiter}c\n1{delimiter}2{delimiter}3\n")

    assert cells(read[0]) == {"a": "1", "b": "2", "c": "3"}


def test_a_repeated_header_keeps_both_columns(tmp_path: Path) -> None:
    read = items(tmp_path, " Source ,source,Id\nads,web,1\n")

    assert cells(read[0]) == {"Source": "ads", "source#2": "web", "Id": "1"}


def test_a_quoted_cell_may_hold_line_breaks_and_delimiters(tmp_path: Path) -> None:
    read = items(tmp_path, 'a,b\n"first\nsecond, with ""quotes""",2\n3,4\n')

    assert cells(read[0])["a"] == 'first\nsecond, with "quotes"'
    assert cells(read[1]) == {"a": "3", "b": "4"}


def test_a_quote_inside_a_word_opens_nothing(tmp_path: Path) -> None:
    read = items(tmp_path, 'size,name\n5" pipe,one\n6" pipe,two\n')

    assert [cells(item)["size"] for item in read] == ['5" pipe', '6" pipe']


def test_a_quote_that_never_closes_costs_its_own_row_only(tmp_path: Path) -> None:
    read = items(tmp_path, 'a,b\n1,2\n"open,4\n5,6\n7,8\n')

    assert isinstance(read[1], Unreadable)
    assert read[1].number == 3
    assert [cells(item)["a"] for item in (read[0], *read[2:])] == ["1", "5", "7"]


def test_a_nul_refuses_its_row(tmp_path: Path) -> None:
    read = items(tmp_path, b"a,b\n1,\0\n3,4\n")

    assert isinstance(read[0], Unreadable)
    assert "NUL" in read[0].reason
    assert cells(read[1]) == {"a": "3", "b": "4"}


def test_a_line_of_ten_megabytes_refuses_its_row(tmp_path: Path) -> None:
    read = items(tmp_path, "a,b\n" + "x" * 10 * MAX_RECORD_CHARS + ",2\n3,4\n")

    assert isinstance(read[0], Unreadable)
    assert read[0].number == 2
    assert cells(read[1]) == {"a": "3", "b": "4"}


def test_a_row_with_more_cells_than_columns_is_unreadable(tmp_path: Path) -> None:
    read = items(tmp_path, "a,b\n1,2,3\n4,5\n")

    assert isinstance(read[0], Unreadable)
    assert cells(read[1]) == {"a": "4", "b": "5"}


def test_a_short_row_has_empty_cells(tmp_path: Path) -> None:
    assert cells(items(tmp_path, "a,b,c\n1\n")[0]) == {"a": "1", "b": "", "c": ""}


@pytest.mark.parametrize("content", ["", "\n1,2\n", ",,\n1,2,3\n"])
def test_a_file_without_column_names_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(FileRefused):
        items(tmp_path, content)
