"""How far rows are apart: typical checks, and the spread of managers' medians over all and from period to period."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from pritok.analytics.reports.population import Grouped, grouped
from pritok.analytics.reports.report import Asked, Keys, Report
from pritok.analytics.statistics.checks import FEWEST_SALES, spread, typical_checks

# Amounts of zero have no logarithm. In millionths, so that the sums are of integers.
_LOG = "(ln(nullif(amount, 0)) * 1000000)::bigint"
LOGARITHMS = {
    "sales": f"count({_LOG})",
    "logs": f"sum({_LOG})",
    "log_squares": f"sum({_LOG} * {_LOG})",
}
_MILLION = 10**6
# More rows than people can read would take longer than all other figures.
MOST_TYPICAL = 500
MEDIANS = {"valued": "count(amount)", "median": "median(amount)"}


class Typical(NamedTuple):
    """The typical check of a row with its interval; of all of them only the level is known."""

    typical: float | None
    low: float | None
    high: float | None


def typical(found: Grouped) -> dict[Keys, Typical]:
    """Return the typical check of each row with enough sales, and under () the level of all; needs `LOGARITHMS`."""
    # In the order of keys: the same rows must come to the same last digit.
    rows = sorted((keys, sums) for keys, sums in found.rows.items() if sums["sales"])
    checks = None
    if 0 < len(rows) <= MOST_TYPICAL:
        columns = (
            [sums["sales"] for _, sums in rows],
            [sums["logs"] / _MILLION for _, sums in rows],
            [sums["log_squares"] / _MILLION**2 for _, sums in rows],
        )
        checks = typical_checks(*columns)
    if checks is None:
        return {}
    values = zip(checks.typical.tolist(), checks.low.tolist(), checks.high.tolist(), strict=True)
    by_row = {
        keys: Typical(*value)
        for (keys, _), value, is_own in zip(rows, values, checks.is_own.tolist(), strict=True)
        if is_own
    }
    return {**by_row, (): Typical(checks.team, None, None)}


@dataclass(frozen=True)
class Apart:
    """`managers` says how many have at least `FEWEST_SALES` checks; only their medians are compared."""

    ratio: float | None
    variation: float | None
    managers: int


def now(asked: Asked, report: Report, found: Grouped) -> Apart:
    """Return the spread over everything asked about; `found` has `MEDIANS` of the rows."""
    if asked.question.group_by != ("manager",):
        found = _medians(asked, report, ("manager",))
    return _apart([(keys[0], sums) for keys, sums in found.rows.items()])


def trend(asked: Asked, report: Report) -> list[tuple[int, Apart]]:
    """Return the spread in each period, by the number of its first day."""
    by_period: dict[int, list[tuple[int, dict[str, float]]]] = {}
    for (period, manager), sums in _medians(asked, report, ("period", "manager")).rows.items():
        by_period.setdefault(period, []).append((manager, sums))
    return [(period, _apart(by_period[period])) for period in sorted(by_period)]


def _medians(asked: Asked, report: Report, group_by: tuple[str, ...]) -> Grouped:
    question = replace(asked.question, group_by=group_by)
    return grouped(replace(asked, question=question), report, MEDIANS)


def _apart(managers: list[tuple[int, dict[str, float]]]) -> Apart:
    medians = sorted(
        sums["median"] for who, sums in managers if who and sums["valued"] >= FEWEST_SALES
    )
    return Apart(*spread(medians), len(medians))
