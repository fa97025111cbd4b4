"""Parquet files of strangers: read in order, refused in words, and never a way to another file."""

from pathlib import Path

import duckdb
import pytest

from pritok.analytics.columnar import UnreadableFile, read_parquet


def written(path: Path, select: str) -> Path:
    with duckdb.connect() as con:
        con.sql(select).write_parquet(str(path))
    return path


def test_rows_come_in_order_as_plain_values(tmp_path: Path) -> None:
    select = "select i as number, 'n' || i as name, null::date as day from range(12000) t(i)"

    rows = list(read_parquet(written(tmp_path / "it's here.parquet", select)))

    assert [row["number"] for row in rows] == list(range(12_000))
    assert rows[7] == {"number": 7, "name": "n7", "day": None}


def test_a_file_that_is_no_parquet_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "bad.parquet"
    path.write_bytes(b"PAR1 not really")

    with pytest.raises(UnreadableFile):
        list(read_parquet(path))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        list(read_parquet(tmp_path / "gone.parquet"))


def test_a_name_with_wildcards_opens_no_other_file(tmp_path: Path) -> None:
    written(tmp_path / "secret.parquet", "select 1 as a")

    with pytest.raises(UnreadableFile):
        list(read_parquet(tmp_path / "*.parquet"))
