"""W(moment) in SQL: cumulative working seconds under the calendar of the mark, for moments that no row holds W of.

A pause that ends by its date does so without a fact, so how much of it was working time only a query can tell.
W of `now` itself needs no SQL: `working.index(mark.calendar).at(now)`, bound as a parameter.
"""

from collections.abc import Mapping


def with_working_s(rows: str, columns: Mapping[str, str]) -> str:
    """Return the query `rows` with one column more per entry, `name: moment`: W of the column `moment` in it.

    W of NULL is NULL. Each entry sorts its moments once: give it only the rows that need it.
    """
    for name, moment in columns.items():
        rows = (
            f"select r.*, case when r.{moment} is not null"
            f" then coalesce(least(r.{moment} + w.shift, w.most), 0) end as {name}"
            f" from ({rows}) as r asof left join working_time as w on r.{moment} >= w.begins"
        )
    return rows
