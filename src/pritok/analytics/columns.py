"""Folded rows turned into columns: what DuckDB takes in quickly and processes hand to each other cheaply."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pritok.analytics.folds.fold import Rows
from pritok.analytics.rows import TABLES

Arrays = dict[str, npt.NDArray[Any]]
Tables = dict[str, Arrays]


def columns_of(folded: Sequence[Rows]) -> Tables:
    """Return the rows of these deals as one array per column; tables without rows are left out."""
    rows: dict[str, list[tuple[Any, ...]]] = {
        "deal": [deal for deal, _ in folded],
        "visit": [visit for _, visits in folded for visit in visits],
    }
    return {table: _arrays(table, some) for table, some in rows.items() if some}


def _arrays(table: str, rows: Sequence[tuple[Any, ...]]) -> Arrays:
    columns = zip(*rows, strict=True)
    return {
        name: _array(values, sql_type)
        for (name, sql_type), values in zip(TABLES[table].items(), columns, strict=True)
    }


def _array(values: Iterable[Any], sql_type: str) -> npt.NDArray[Any]:
    if sql_type in {"VARCHAR", "UUID"} or sql_type.endswith("[]"):
        return _objects(values)
    if sql_type == "BOOLEAN":
        return np.array(values, dtype=np.bool_)
    try:
        return np.array(values, dtype=np.int64)
    except TypeError:
        # None becomes NaN, which marks the holes; a float is exact for every time and amount we allow.
        floats = np.array(values, dtype=np.float64)
        return np.ma.masked_invalid(floats)


def _objects(values: Iterable[Any]) -> npt.NDArray[Any]:
    rows = list(values)
    array = np.empty(len(rows), dtype=object)
    array[:] = rows
    return array
