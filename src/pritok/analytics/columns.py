"""Folded rows turned into columns: what DuckDB takes in quickly and processes hand to each other cheaply."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from pritok.analytics.rows import INHERITED, OWN, Rows

Arrays = dict[str, npt.NDArray[Any]]
Tables = dict[str, Arrays]


def columns_of(folded: Sequence[Rows]) -> Tables:
    """Return the rows of these deals as one array per column; tables without rows are left out."""
    if not folded:
        return {}
    deals, visits, activities, sold = zip(*folded, strict=True)
    tables = {"deal": _arrays("deal", deals)}
    for table, rows in (("visit", visits), ("activity", activities), ("sold", sold)):
        some = list(chain.from_iterable(rows))
        if some:
            counts = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
            tables[table] = _arrays(table, some) | _repeated(table, tables["deal"], counts)
    return tables


def _arrays(table: str, rows: Sequence[tuple[Any, ...]]) -> Arrays:
    columns = zip(*rows, strict=True)
    return {
        name: _array(values, sql_type)
        for (name, sql_type), values in zip(OWN[table].items(), columns, strict=True)
    }


def _repeated(table: str, deals: Arrays, counts: npt.NDArray[np.int64]) -> Arrays:
    return {name: deals[source].repeat(counts) for name, source in INHERITED[table].items()}


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
