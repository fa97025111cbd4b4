"""Q7: refusals by reason and by whatever stands beside it: what is more than chance, what grows, what one costs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

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

    `low` and `high` hold 80 % of what chance makes of it; money is None where no deal of the period was won, margin
    also where no cost is known.
    """

    reason: int
    deals: float
    low: float
    high: float
    amount: float | None
    margin: float | None


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
    found = grouped(
        asked,
        REFUSALS_REPORT,
        {
            "lost": "count(*) filter (where is_refusal)",
            "excluded": "count(*) filter (where not is_refusal)",
            "amount": "coalesce(sum(amount) filter (where is_refusal), 0)::bigint",
        },
    )
    place = len(asked.question.group_by)
    counts = {keys: values["lost"] for keys, values in found.rows.items()}
    beyond = _beyond_chance(counts, place)
    groups: Counter[Keys] = Counter()
    for keys, lost in counts.items():
        groups[keys[:place]] += lost
    rows = [
        Row(keys, {**values, "share": _share(values["lost"], groups[keys[:place]]), **beyond[keys]})
        for keys, values in found.rows.items()
    ]
    nothing = {"lost": 0, "excluded": 0, "amount": 0}
    total: dict[str, Figure] = {**nothing, **found.total}
    total["share"] = _share(int(total["lost"] or 0), int(total["lost"] or 0))
    reasons = _reasons(asked)
    parts = {
        "reasons": reasons,
        "halving": _halving(asked, reasons),
        "trend": _trend(asked, [reason.reason for reason in reasons]),
    }
    return Answer(rows, Row((), total), parts)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _beyond_chance(counts: Mapping[Keys, int], place: int) -> dict[Keys, dict[str, Figure]]:
    """Return expected, residual, lift, q and flag of each row, over the table of groups × reasons."""
    groups = sorted({keys[:place] for keys in counts})
    reasons = sorted({keys[place:] for keys in counts})
    table = np.zeros((len(groups), len(reasons)))
    at = {keys: (groups.index(keys[:place]), reasons.index(keys[place:])) for keys in counts}
    for keys, cell in at.items():
        table[cell] = counts[keys]
    found = excess(table)
    figures = {
        "expected": found.expected,
        "residual": found.residual,
        "lift": found.shrunk_lift,
        "q": found.q,
    }
    return {
        keys: {
            **{name: _finite(float(values[cell])) for name, values in figures.items()},
            "flag": int(found.flag[cell]),
        }
        for keys, cell in at.items()
    }


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
    won, amount, margin = _won(asked)
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
        found.append(
            Halving(
                reason.reason,
                deals,
                max(0.0, deals - reach),
                deals + reach,
                None if amount is None else deals * amount,
                None if margin is None else deals * margin,
            )
        )
    return found


def _won(asked: Asked) -> tuple[int, float | None, float | None]:
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
        "select count(*), sum(amount)::bigint, count(amount), sum(margin)::bigint, count(margin)"
        f" from ({deals}) where {who_condition(other.question, parameters)}",
        parameters.values,
    ).fetchone()
    won, amount, valued, margin, costed = found or (0, None, 0, None, 0)
    return won, amount / valued if valued else None, margin / costed if costed else None


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
    costly=frozenset({"halving_margin"}),
)
