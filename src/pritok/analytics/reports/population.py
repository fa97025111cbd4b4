"""SQL for the things a report counts: which table, which moment, whose they are; filtered, keyed and grouped.

Sums must be of integers: floats added in parallel differ in their last digits from run to run, and the same
question must have the same answer to the byte. Divide afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pritok.analytics.dimensions import BY_KEY, Parameters
from pritok.analytics.reports.periods import day_sql, period_sql
from pritok.analytics.reports.question import Question
from pritok.analytics.reports.report import Asked, Keys, Report

# Who held a thing may depend on the step asked about: these filters come after the relation, the others inside it.
WHO = ("manager", "team")
WHAT = tuple(key for key in BY_KEY if key not in {*WHO, "period"})


@dataclass(frozen=True)
class Population:
    """Rows of one table of the mirror as a report sees them.

    `holder` credits the owner at the time, `present` whoever has the deal now (0 nobody). `moment` is what the period
    cuts; None for a state as of now, which no period cuts. `dimensions` overrides the column of a dimension.
    """

    table: str
    moment: str | None
    holder: str
    present: str = "owner"
    where: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    dimensions: Mapping[str, str] = field(default_factory=dict)


class Grouped(NamedTuple):
    """Aggregates by the keys of each group, and over everything."""

    rows: dict[Keys, dict[str, Any]]
    total: dict[str, Any]


def relation(
    asked: Asked,
    population: Population,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    """Return SQL for the population; filters on who held it come later (see `who_condition`).

    Columns: `who` (0 nobody), the population's fields, `<dimension>_key` for each of `keys_of` (manager: `who`), and
    those written in `more`.
    """
    question = asked.question
    columns = {key: population.dimensions.get(key, BY_KEY[key].sql) for key in WHAT}
    where = [*population.where, question.condition(WHAT, parameters, columns)]
    if population.moment is not None:
        where += question.within(population.moment, parameters)
    holder = population.holder if question.credit == "at_time" else population.present
    fields = [f"{sql} as {name}" for name, sql in population.fields.items()]
    for key in keys_of:
        if key == "period":
            fields.append(f"{period_key(asked, population.moment or 'created_at')} as period_key")
        elif key != "manager":
            fields.append(f"{columns[key]} as {key}_key")
    return (
        f"select coalesce({holder}, 0) as who{''.join(f', {each}' for each in (*fields, *more))}"
        f" from {population.table} where {' and '.join(where)}"
    )


def who_condition(question: Question, parameters: Parameters) -> str:
    """Return the filters on who held the thing, over the columns of a relation."""
    return question.condition(WHO, parameters)


def period_key(asked: Asked, moment: str) -> str:
    """Return SQL for the first day (days since 1970) of the period that holds `moment`, in the company's zone."""
    question = asked.question
    return period_sql(day_sql(moment, question.zone, *data_span(asked)), question.grain)


def data_span(asked: Asked) -> tuple[int, int]:
    """Return two Unix seconds that all deals' times lie between."""
    now = asked.question.now
    first, last = asked.cursor.execute(
        "select min(created_at), max(created_at) from deal"
    ).fetchone() or (None, None)
    since = now if first is None else first
    return since, max(now, since if last is None else last)


def keyed(asked: Asked, report: Report, parameters: Parameters, *, more: Sequence[str] = ()) -> str:
    """Return SQL for what the report counts with `key_0`, `key_1` … for the keys of its rows (0 = none), filtered."""
    question = asked.question
    keys = report.keys_of(question)
    sources = list(dict.fromkeys(BY_KEY[key].source for key in keys))
    inner = report.relate(asked, parameters, keys_of=sources, more=more)
    joins, columns = "", ""
    for place, key in enumerate(keys):
        source = BY_KEY[key].source
        column = "who" if source == "manager" else f"{source}_key"
        if BY_KEY[key].over:
            known = question.maps[key]
            ids = parameters.add(list(known))
            targets = parameters.add([value or 0 for value in known.values()])
            joins += (
                f" left join (select unnest({ids}::bigint[]) as source, unnest({targets}::bigint[])"
                f" as target) map_{place} on map_{place}.source = {column}"
            )
            column = f"map_{place}.target"
        columns += f", coalesce({column}, 0) as key_{place}"
    return (
        f"select things.*{columns} from ({inner}) things{joins}"
        f" where {who_condition(question, parameters)}"
    )


def grouped(
    asked: Asked,
    report: Report,
    aggregates: Mapping[str, str],
    *,
    where: str = "true",
    more: Sequence[str] = (),
) -> Grouped:
    """Return the aggregates (name → SQL over the relation's columns) of each group and of everything, in one scan."""
    parameters = Parameters()
    things = keyed(asked, report, parameters, more=more)
    keys = [f"key_{place}" for place in range(len(report.keys_of(asked.question)))]
    names = list(aggregates)
    written = ", ".join(f"{sql} as {name}" for name, sql in aggregates.items())
    # Without keys there is one group: everything.
    sets = f" group by grouping sets (({', '.join(keys)}), ())" if keys else ""
    is_total = f"grouping({keys[0]})" if keys else "1"
    asked.cursor.execute(
        f"select {''.join(f'{key}, ' for key in keys)}{is_total}, {written}"
        f" from ({things}) counted where {where}{sets}",
        parameters.values,
    )
    rows: dict[Keys, dict[str, Any]] = {}
    total: dict[str, Any] = {}
    for row in asked.cursor.fetchall():
        values = dict(zip(names, row[len(keys) + 1 :], strict=True))
        if row[len(keys)]:
            total = values
        else:
            rows[tuple(row[: len(keys)])] = values
    return Grouped(rows, total)


def tallied(
    asked: Asked, report: Report, by: Sequence[str], aggregates: Mapping[str, str]
) -> list[tuple[Keys, tuple[Any, ...], tuple[Any, ...]]]:
    """Return aggregates of each group's things by kind: (keys, the kind's values of `by`, the aggregates).

    One count per kind and a sum in Python take half the time of a filtered count for each figure.
    """
    parameters = Parameters()
    things = keyed(asked, report, parameters)
    keys = [f"key_{place}" for place in range(len(report.keys_of(asked.question)))]
    written = ", ".join([*keys, *by, *aggregates.values()])
    asked.cursor.execute(f"select {written} from ({things}) group by all", parameters.values)
    kinds = len(keys) + len(by)
    return [
        (tuple(row[: len(keys)]), tuple(row[len(keys) : kinds]), tuple(row[kinds:]))
        for row in asked.cursor.fetchall()
    ]
