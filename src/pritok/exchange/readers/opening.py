"""Which reader a file gets: by the format asked for, else by the file's name and first bytes."""

from collections.abc import Iterator
from pathlib import Path

from pritok.analytics.columnar import UnreadableFile, read_parquet
from pritok.exchange.readers.csv_file import read_csv
from pritok.exchange.readers.records import FileRefused, Item, Record
from pritok.exchange.readers.xes_file import read_xes
from pritok.exchange.readers.xlsx_file import read_xlsx

FORMATS = ("csv", "xlsx", "parquet", "xes")
_ENDINGS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".parquet": "parquet",
    ".xes": "xes", ".gz": "xes",
}  # fmt: skip


def open_items(
    path: Path,
    *,
    file_format: str = "auto",
    sheet: str = "",
    encoding: str = "",
    delimiter: str = "",
) -> Iterator[Item]:
    """Yield the file's rows; FileRefused when it is not of a format that can be read."""
    chosen = detect_format(path) if file_format == "auto" else file_format
    match chosen:
        case "csv":
            return read_csv(path, encoding=encoding, delimiter=delimiter)
        case "xlsx":
            return read_xlsx(path, sheet=sheet)
        case "parquet":
            return _parquet(path)
        case "xes":
            return read_xes(path)
    raise FileRefused(f"There is no reader for “{chosen}”; known are {', '.join(FORMATS)}.")


def _parquet(path: Path) -> Iterator[Item]:
    try:
        for number, row in enumerate(read_parquet(path), 1):
            yield Record(number, row)
    except UnreadableFile as error:
        raise FileRefused(f"The file cannot be read: {error}") from error


def detect_format(path: Path) -> str:
    """Return the format by the ending; FileRefused when it says nothing."""
    found = _ENDINGS.get(path.suffix.lower())
    if found is None:
        raise FileRefused(
            f"The format of {path.name} is not known by its name; say it with --format."
        )
    return found
