"""Q7: refusals by reason and by whatever stands beside it: what is more than chance, what grows, what one costs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot, sqrt

import numpy as np

from pritok.analytics.dimensions import Parameters
from pritok.analytics.metrics.refusals import FIGURES, REFUSALS
from pritok.analytics.reports.periods import day_sql
from pritok.analytics.reports.population import (
    Population,
    data_span,
    grouped,
    keyed,
    relation,
    who_condition,
)
from pritok.analytics.reports.question import Question
from pritok.analytics.reports.report import Answer, Asked, Figure, Keys, Report, Row
from pritok.analytics.statistics.refusals import excess
from pritok.analytics.statistics.trends import Chart, control_chart

WEEKS = 26
_WEEK_S, _MONTH_S = 7 * 86_400, 30.4375 * 86_400
# The two-sided 80 % point of the normal distribution.
_Z80 = 1.2815515655446004


@dataclass(frozen=True)
class Reason:
    """A reason over everything asked about. Money in minor units of the organisation's currency."""

    reason: int
    group: int
    lost: int
    amount: int


@dataclass(frozen=True)
class Halving:
    """What half as many refusals for a reason would have brought a month, if those clients bought like the others.

    `low` and `high` hold 80 % of what chance makes of it, `margin_low` and `margin_high` also of what a sale brings;
    money is None where no deal of the period was won, margin also where no cost is known.
    """

    reason: int
    deals: float
    low: float
    high: float
    amount: float | None
    margin: float | None
    margin_low: float | None
    margin_high: float | None


@dataclass(frozen=True)
class Absent:
    """A reason clearly missing from a group: no refusal where so many were to be expected."""

    keys: Keys
    expected: float
    q: float


@dataclass(frozen=True)
class Sales:
    """The won deals of the question; means in minor units, and the variance of the mean margin."""

    won: int
    amount: float | None
    margin: float | None
    margin_variance: float


@dataclass(frozen=True)
class Trend:
    """Weekly shares of the reasons (a row each, in the order of `reasons`), the latest week last and maybe unfinished.

    `weeks` are the numbers of their Mondays (days since 1970), `totals` all refusals of each week.
    """

    weeks: list[int]
    totals: list[int]
    reasons: list[int]
    chart: Chart


def _relate(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    is_ours = f"currency = {parameters.add(asked.question.currency)}"
    population = Population(
        table="deal",
        moment="closed_at",
        holder="closed_owner",
        where=("state = 2",),
        fields={
            "is_refusal": "not is_excluded",
            "reason": "coalesce(reason, 0)",
            "reason_group": "coalesce(reason_group, 0)",
            "amount": f"case when {is_ours} then coalesce(amount_minor, 0) else 0 end",
            "closed_at": "closed_at",
        },
    )
    return relation(asked, population, parameters, keys_of=keys_of, more=more)


def _answer(asked: Asked) -> Answer:
    keys = REFUSALS_REPORT.keys_of(asked.question)
    found = grouped(
        _all_rows(asked, keys),
        REFUSALS_REPORT,
        {
            "lost": "count(*) filter (where is_refusal)",
            "excluded": "count(*) filter (where not is_refusal)",
            "amount": "coalesce(sum(amount) filter (where is_refusal), 0)::bigint",
        },
    )
    place = len(asked.question.group_by)
    counts = {own: values["lost"] for own, values in found.rows.items()}
    beyond, absent = _beyond_chance(counts, place)
    groups: Counter[Keys] = Counter()
    for own, lost in counts.items():
        groups[own[:place]] += lost
    rows = [
        Row(own, {**values, "share": _share(values["lost"], groups[own[:place]]), **beyond[own]})
        for own, values in found.rows.items()
        if _is_asked(asked, keys, own)
    ]
    total: dict[str, Figure] = {
        name: sum(int(row.figures[name] or 0) for row in rows)
        for name in ("lost", "excluded", "amount")
    }
    of_all = sum(groups[group] for group in {row.keys[:place] for row in rows})
    total["share"] = _share(int(total["lost"] or 0), of_all)
    reasons = _reasons(asked)
    parts = {
        "reasons": reasons,
        "halving": _halving(asked, reasons),
        "trend": _trend(asked, [reason.reason for reason in reasons]),
        "absent": [each for each in absent if _is_asked(asked, keys, each.keys)],
    }
    return Answer(rows, Row((), total), parts)


def _all_rows(asked: Asked, keys: Sequence[str]) -> Asked:
    """Return the question without its filters on what the rows are keyed by.

    These choose what is shown, not what it is compared with: one manager alone would differ from nobody.
    """
    filters = {key: v for key, v in asked.question.filters.items() if key not in keys}
    return replace(asked, question=replace(asked.question, filters=filters))


def _is_asked(asked: Asked, keys: Sequence[str], own: Keys) -> bool:
    filters = asked.question.filters
    return all(value in filters.get(key, (value,)) for key, value in zip(keys, own, strict=True))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _beyond_chance(
    counts: Mapping[Keys, int], place: int
) -> tuple[dict[Keys, dict[str, Figure]], list[Absent]]:
    """Return expected, residual, lift, q and flag of each row, over the table of groups × reasons, and its gaps."""
    groups = {group: row for row, group in enumerate(sorted({keys[:place] for keys in counts}))}
    reasons = {each: column for column, each in enumerate(sorted({k[place:] for k in counts}))}
    table = np.zeros((len(groups), len(reasons)))
    at = {keys: (groups[keys[:place]], reasons[keys[place:]]) for keys in counts}
    for keys, cell in at.items():
        table[cell] = counts[keys]
    found = excess(table)
    figures = {
        "expected": found.expected,
        "residual": found.residual,
        "lift": found.shrunk_lift,
        "q": found.q,
    }
    beyond: dict[Keys, dict[str, Figure]] = {
        keys: {
            **{name: _finite(float(values[cell])) for name, values in figures.items()},
            "flag": int(found.flag[cell]),
        }
        for keys, cell in at.items()
    }
    group_at, reason_at = list(groups), list(reasons)
    absent = [
        Absent(keys, float(found.expected[row, column]), float(found.q[row, column]))
        for row, column in np.argwhere((found.flag < 0) & (table == 0)).tolist()
        if (keys := (*group_at[row], *reason_at[column])) not in counts
    ]
    return beyond, sorted(absent, key=lambda each: (-each.expected, each.keys))


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _reasons(asked: Asked) -> list[Reason]:
    """Return the refusals by reason, most first: the Pareto of counts; of money it is a matter of order."""
    parameters = Parameters()
    things = keyed(asked, REFUSALS_REPORT, parameters)
    asked.cursor.execute(
        "select reason, max(reason_group), count(*), sum(amount)::bigint"
        f" from ({things}) where is_refusal group by reason order by count(*) desc, reason",
        parameters.values,
    )
    return [Reason(*row) for row in asked.cursor.fetchall()]


def _halving(asked: Asked, reasons: list[Reason]) -> list[Halving]:
    """Estimate what half of each reason's refusals would have become, sold as often as the rest.

    Deals = ½ · L · p a month, with p = won ÷ (won + lost for other reasons). Its variance is that of a Poisson L and
    a binomial p (delta method); an association in the company's own data, no proof that the reason was the cause.
    """
    sales = _sales(asked)
    won, amount, margin = sales.won, sales.amount, sales.margin
    months = _months(asked)
    all_lost = sum(reason.lost for reason in reasons)
    found = []
    for reason in reasons:
        others = won + all_lost - reason.lost
        p = won / others if others else 0.0
        deals = 0.5 * reason.lost * p / months
        spread = sqrt(
            p * p * reason.lost + reason.lost**2 * (p * (1 - p) / others if others else 0)
        )
        reach = 0.5 * _Z80 * spread / months
        # The spread of a product of two independent estimates, as much as the first order tells.
        of_margin = hypot(reach * (margin or 0), _Z80 * deals * sqrt(sales.margin_variance))
        found.append(
            Halving(
                reason.reason,
                deals,
                max(0.0, deals - reach),
                deals + reach,
                None if amount is None else deals * amount,
                None if margin is None else deals * margin,
                None if margin is None else deals * margin - of_margin,
                None if margin is None else deals * margin + of_margin,
            )
        )
    return found


def _sales(asked: Asked) -> Sales:
    """Return how many deals of the same question were won, their mean amount, and their mean margin where known."""
    parameters = Parameters()
    is_ours = f"currency = {parameters.add(asked.question.currency)}"
    without = {key: v for key, v in asked.question.filters.items() if not key.startswith("reason")}
    other = replace(asked, question=replace(asked.question, filters=without))
    population = Population(
        table="deal",
        moment="closed_at",
        holder="closed_owner",
        where=("state = 1",),
        fields={
            "amount": f"case when {is_ours} then amount_minor end",
            "margin": f"case when {is_ours} and costed_minor > 0 then costed_minor - cost_minor end",
        },
    )
    deals = relation(other, population, parameters)
    found = asked.cursor.execute(
        "select count(*), sum(amount)::bigint, count(amount), sum(margin)::bigint, count(margin),"
        " sum(margin::hugeint * margin)"
        f" from ({deals}) where {who_condition(other.question, parameters)}",
        parameters.values,
    ).fetchone()
    won, amount, valued, margin, n, squares = found or (0, None, 0, None, 0, None)
    variance = (n * squares - margin * margin) / (n * n * (n - 1)) if n > 1 else 0.0
    return Sales(
        won, amount / valued if valued else None, margin / n if n else None, max(0.0, variance)
    )


def _months(asked: Asked) -> float:
    """Return the length of the period so far in months, at least a day."""
    question = asked.question
    since = data_span(asked)[0] if question.since is None else question.since
    until = question.now if question.until is None else min(question.until, question.now)
    return float(max(until - since, 86_400)) / _MONTH_S


def _trend(asked: Asked, reasons: list[int]) -> Trend:
    """Count the refusals of the last half year by week and reason, whatever the period asked about."""
    monday = _monday(asked)
    weeks = [monday - 7 * back for back in range(WEEKS - 1, -1, -1)]
    recent = replace(asked, question=_recent(asked.question))
    parameters = Parameters()
    things = keyed(recent, REFUSALS_REPORT, parameters)
    day = day_sql("closed_at", asked.question.zone, *data_span(asked))
    asked.cursor.execute(
        f"select {day} // 1 as day, reason, count(*) from ({things}) where is_refusal group by all",
        parameters.values,
    )
    counts: Counter[tuple[int, int]] = Counter()
    for number, reason, count in asked.cursor.fetchall():
        counts[number - (number - 4) % 7, reason] += count
    totals = [sum(count for (week, _), count in counts.items() if week == each) for each in weeks]
    table = np.array([[counts[week, reason] for week in weeks] for reason in reasons], dtype=float)
    return Trend(weeks, totals, reasons, control_chart(table.reshape(len(reasons), WEEKS), totals))


def _recent(question: Question) -> Question:
    since = question.now - (WEEKS + 1) * _WEEK_S
    return replace(question, since=since, until=question.now, group_by=())


def _monday(asked: Asked) -> int:
    """Return the day number of the Monday of the week that `now` lies in, in the organisation's zone."""
    day = day_sql("$now", asked.question.zone, *data_span(asked))
    found = asked.cursor.execute(f"select {day}", {"now": asked.question.now}).fetchone()
    number = int(found[0]) if found else 0
    return number - (number - 4) % 7


REFUSALS_REPORT = Report(
    metric=REFUSALS,
    figures=FIGURES,
    cells={"lost": "is_refusal", "excluded": "not is_refusal"},
    relate=_relate,
    answer=_answer,
    sorted_by="lost",
    beside=("reason",),
    costly=frozenset({"halving_margin", "halving_margin_range"}),
)
