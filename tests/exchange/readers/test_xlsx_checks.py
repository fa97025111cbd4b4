"""Workbooks made to exhaust whoever opens them are refused before the parser sees them, quickly and cheaply."""

import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from pritok.exchange.readers.records import FileRefused, Record
from pritok.exchange.readers.xlsx_checks import check_workbook
from pritok.exchange.readers.xlsx_file import read_xlsx

SHEET = '<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
# Twice what the reader of a good file of that kind needs; a bomb asks for gigabytes.
MEMORY = 200_000_000


def workbook(folder: Path, **parts: bytes) -> Path:
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path


def far_apart(folder: Path) -> Path:
    cells = '<c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c>'
    return workbook(folder, xl__worksheets__sheet1_xml=SHEET.format(cells=cells).encode())


def million_columns(folder: Path) -> Path:
    cells = "<c><v>1</v></c>" * 500_000
    return workbook(folder, xl__worksheets__sheet1_xml=SHEET.format(cells=cells).encode())


def endless_row(folder: Path) -> Path:
    return workbook(folder, xl__worksheets__sheet1_xml=b"<row>" + b" " * 400_000_001)


def shared_text(folder: Path) -> Path:
    texts = b"<sst><si><t>" + b"x" * 1_000_000 + b"</t></si></sst>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2000))
    sheet = f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()
    return workbook(folder, xl__sharedStrings_xml=texts, xl__worksheets__sheet1_xml=sheet)


def many_parts(folder: Path) -> Path:
    return workbook(folder, **{f"part{n}": b"" for n in range(3000)})


BOMBS: list[Callable[[Path], Path]] = [
    far_apart,
    million_columns,
    endless_row,
    shared_text,
    many_parts,
]


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_bomb_is_refused_in_two_seconds(tmp_path: Path, bomb: Callable[[Path], Path]) -> None:
    path = bomb(tmp_path)
    began = time.process_time()

    with pytest.raises(FileRefused):
        check_workbook(path)

    assert time.process_time() - began < 2


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_bomb_is_refused_within_the_memory_of_a_good_file(
    tmp_path: Path, bomb: Callable[[Path], Path]
) -> None:
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from pritok.exchange.readers.records import FileRefused\n"
        "from pritok.exchange.readers.xlsx_checks import check_workbook\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n"
        "    check_workbook(Path(sys.argv[1]))\n"
        "except FileRefused:\n"
        "    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(bomb(tmp_path))],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 * 10**9, 2 * 10**9)),
    )

    assert int(done.stdout) < MEMORY


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, xl__worksheets__sheet1_xml=b" " * 100_000)
    raw = path.read_bytes()
    true_size = (100_000).to_bytes(4, "little")
    path.write_bytes(raw.replace(true_size, (10).to_bytes(4, "little")))

    with pytest.raises(FileRefused):
        check_workbook(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nonsense", b"<html></html>"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)

    with pytest.raises(FileRefused):
        list(read_xlsx(path))


def test_a_good_workbook_is_read_with_the_numbers_its_program_shows(tmp_path: Path) -> None:
    path = tmp_path / "good.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Deals")
        for number, cells in enumerate([["Id", "Amount"], ["1", 11000], ["2", 2.5]]):
            sheet.write_row(number, 0, cells)

    read = list(read_xlsx(path, sheet=" deals "))

    assert [(item.number, dict(item.cells)) for item in read if isinstance(item, Record)] == [
        (2, {"Id": "1", "Amount": 11000.0}),
        (3, {"Id": "2", "Amount": 2.5}),
    ]


def test_a_missing_sheet_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    path = tmp_path / "good.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Deals").write(0, 0, "Id")

    with pytest.raises(FileRefused, match="Deals"):
        list(read_xlsx(path, sheet="Calls"))
