"""Q4: open deals nobody is looking after. A state as of now: nothing ages out, the oldest stand on top.

Of the limits set by hand the most exact one rules: type and stage, then stage, then type, then the company's own.
"""

from collections.abc import Sequence

from pritok.analytics.dimensions import Parameters
from pritok.analytics.metrics.forgotten import FIGURES, FORGOTTEN
from pritok.analytics.reports.population import Population, grouped, relation
from pritok.analytics.reports.question import Limits
from pritok.analytics.reports.report import Answer, Asked, Figure, Report, Row

MANAGER, HEAD, POOL = "manager", "head", "pool"
# Whose turn it is when the silence comes to so many per cent of the limit.
LADDER = ((200, POOL), (150, HEAD), (100, MANAGER))
_FORGOTTEN = "not is_paused and not has_task and silent_s > limit_s"
_AMOUNT = f"case when {_FORGOTTEN} and not is_foreign then amount_minor end"


def deals(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    """Return SQL for the open deals: how long each has been silent, and how long it may be; working seconds."""
    question = asked.question
    now = parameters.add(question.now)
    silent = f"greatest({parameters.add(asked.working_s(question.now))} - touched_working_s, 0)"
    limit = limit_sql(question.limits, parameters)
    population = Population(
        table="deal",
        moment=None,
        holder="owner",
        where=("state = 0",),
        fields={
            "is_paused": f"coalesce(paused_until > {now}, false)",
            "has_task": f"coalesce(last_task_at > {now}, false)",
            "silent_s": silent,
            "limit_s": limit,
            "level": _level(silent, limit),
            "touched_at": "touched_at",
            "amount_minor": "amount_minor",
            "is_foreign": f"currency <> {parameters.add(question.currency)}",
        },
    )
    return relation(asked, population, parameters, keys_of=keys_of, more=more)


def limit_sql(limits: Limits, parameters: Parameters) -> str:
    """Return SQL for how long a deal of `deal` may be silent, in working seconds."""
    exact = sorted(limits.forgotten, key=lambda rule: (rule[1] is None, rule[0] is None))
    cases = ""
    for deal_type, stage, limit_s in exact:
        conditions = [
            f"{column} = {parameters.add(value)}"
            for column, value in (("deal_type", deal_type), ("stage", stage))
            if value is not None
        ]
        cases += f" when {' and '.join(conditions) or 'true'} then {parameters.add(limit_s)}"
    otherwise = parameters.add(limits.forgotten_s)
    return f"(case{cases} else {otherwise} end)::bigint" if cases else f"{otherwise}::bigint"


def _level(silent: str, limit: str) -> str:
    """Return SQL for the highest step of the ladder that the silence has come to, in per cent; 0 for none."""
    steps = " ".join(f"when 100 * {silent} >= {step} * {limit} then {step}" for step, _ in LADDER)
    return f"case {steps} else 0 end"


def _answer(asked: Asked) -> Answer:
    found = grouped(
        asked,
        FORGOTTEN_REPORT,
        {
            **{cell: f"count(*) filter (where {sql})" for cell, sql in _CELLS.items()},
            "amount": f"sum({_AMOUNT})",
            "oldest_at": f"min(touched_at) filter (where {_FORGOTTEN})",
        },
    )
    rows = [Row(keys, _figures(sums)) for keys, sums in found.rows.items()]
    return Answer(rows, Row((), _figures(found.total)))


def _figures(sums: dict[str, Figure]) -> dict[str, Figure]:
    is_open, forgotten = sums["open"] or 0, sums["forgotten"] or 0
    share = forgotten / is_open if is_open else None
    return {**sums, "share": share, "amount": sums["amount"] or 0}


_CELLS = {
    "forgotten": _FORGOTTEN,
    "open": "true",
    "at_head": f"{_FORGOTTEN} and level >= 150",
    "at_pool": f"{_FORGOTTEN} and level >= 200",
    "paused": "is_paused",
    "planned": "not is_paused and has_task",
    "other_currency": f"{_FORGOTTEN} and is_foreign",
}

FORGOTTEN_REPORT = Report(
    metric=FORGOTTEN,
    figures=FIGURES,
    cells=_CELLS,
    relate=deals,
    answer=_answer,
    sorted_by="forgotten",
    details={"silent_s": "silent_s", "limit_s": "limit_s", "level": "level"},
    is_now=True,
    rank="-touched_at",
)
