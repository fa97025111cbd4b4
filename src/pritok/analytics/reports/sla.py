"""Answers in time: requests that came in, by their deadline. What is still open depends on now, never on a save."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pritok.analytics.dimensions import Parameters
from pritok.analytics.metrics.sla import FIGURES, SLA
from pritok.analytics.reports.population import Population, keyed, relation, tallied
from pritok.analytics.reports.report import Answer, Asked, Figure, Keys, Report, Row
from pritok.analytics.reports.working_sql import with_working_s
from pritok.analytics.statistics import wilson
from pritok.analytics.statistics.groupwise import (
    CENSORED,
    ENDED,
    Integers,
    Numbers,
    dense,
    ranked,
)
from pritok.analytics.statistics.survival import kaplan_meier

_SHARES = (0.5, 0.9)
_DEADLINES = {"target": "answer_due_at", "promise": "promised_at"}
Times = tuple[float | None, ...]


def _relate(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    due = _DEADLINES[asked.question.options.get("deadline", "target")]
    now = parameters.add(asked.question.now)
    is_on_time = f"coalesce(first_answer_at <= {due}, false)"
    population = Population(
        table="deal",
        moment="created_at",
        holder="first_owner",
        where=(f"{due} is not null", "not is_excluded"),
        fields={
            "is_answered": "first_answer_at is not null",
            "is_on_time": is_on_time,
            "is_breached": f"not {is_on_time} and (first_answer_at is not null or {due} <= {now})",
        },
    )
    return relation(asked, population, parameters, keys_of=keys_of, more=more)


def _answer(asked: Asked) -> Answer:
    counts = tallied(
        asked, SLA_REPORT, ("is_answered", "is_on_time", "is_breached"), {"n": "count(*)"}
    )
    rows: dict[Keys, dict[str, int]] = {}
    total = _nothing()
    for keys, (is_answered, is_on_time, is_breached), (number,) in counts:
        for into in (rows.setdefault(keys, _nothing()), total):
            into["requests"] += number
            into["answered"] += number * is_answered
            into["on_time"] += number * is_on_time
            into["breached"] += number * is_breached
            into["waiting"] += number * (not is_on_time and not is_breached)
    times, overall, curve = _first_answers(asked, list(rows))
    return Answer(
        [Row(keys, _figures(found, times[keys])) for keys, found in rows.items()],
        Row((), _figures(total, overall)),
        {"curve": curve},
    )


def _nothing() -> dict[str, int]:
    return dict.fromkeys(("requests", "answered", "on_time", "breached", "waiting"), 0)


def _figures(found: dict[str, int], times: Times) -> dict[str, Figure]:
    decided = found["on_time"] + found["breached"]
    interval = wilson(found["on_time"], decided)
    return {
        **found,
        "rate": found["on_time"] / decided if decided else None,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "median_s": times[0],
        "p90_s": times[1],
    }


def _first_answers(
    asked: Asked, groups: list[Keys]
) -> tuple[dict[Keys, Times], Times, list[tuple[float, float]]]:
    """Return the quantiles of the first answer by group and overall, and the curve of what is still unanswered.

    Working time; a request without an answer is censored now, or when its deal was closed.
    """
    keys, waited, is_answered = _waits(asked, len(asked.question.group_by))
    fates = np.where(is_answered, ENDED, CENSORED).astype(np.int8)
    code, found = _groups(keys, len(waited))
    at = ranked(code, waited, fates).staying(_SHARES)
    nothing: Times = (None,) * len(_SHARES)
    times = dict.fromkeys(groups, nothing) | dict(zip(found, map(_known, at), strict=True))
    overall = kaplan_meier(waited, is_answered)
    whole = tuple(overall.quantile(share) for share in _SHARES)
    return times, whole, overall.points(100)


def _known(at: Numbers) -> Times:
    return tuple(None if np.isnan(value) else float(value) for value in at)


def _groups(keys: list[Integers], things: int) -> tuple[Integers, list[Keys]]:
    """Return a dense code per thing and the keys of each code; without keys everything is one group."""
    code = np.zeros(things, dtype=np.int64)
    known: list[Keys] = [()] if things else []
    for column in keys:
        own, values = dense(column)
        pairs, present = dense(code * max(len(values), 1) + own)
        code = pairs.astype(np.int64)
        known = [
            (*known[pair // len(values)], int(values[pair % len(values)]))
            for pair in present.tolist()
        ]
    return code, known


def _waits(asked: Asked, groups: int) -> tuple[list[Integers], Integers, npt.NDArray[np.bool_]]:
    """Return columns over the requests: each key, the working seconds they waited, and whether they were answered."""
    parameters = Parameters()
    more = ("created_working_s", "answer_working_s", "closed_at")
    things = keyed(asked, SLA_REPORT, parameters, more=more)
    keys = "".join(f"key_{place}, " for place in range(groups))
    now_s = parameters.add(asked.working_s(asked.question.now))
    unanswered = with_working_s(
        f"select {keys}created_working_s, closed_at from things where not is_answered",
        {"closed_working_s": "closed_at"},
    )
    asked.cursor.execute(
        f"with things as ({things})"
        f" select {keys}greatest(answer_working_s, 0) as waited, true as is_answered from things where is_answered"
        f" union all select {keys}greatest(coalesce(closed_working_s, {now_s}) - created_working_s, 0), false"
        f" from ({unanswered}) unanswered",
        parameters.values,
    )
    columns = asked.cursor.fetchnumpy()
    keys_found = [np.asarray(columns[f"key_{place}"], dtype=np.int64) for place in range(groups)]
    waited = np.asarray(columns["waited"], dtype=np.int64)
    return keys_found, waited, np.asarray(columns["is_answered"], dtype=bool)


SLA_REPORT = Report(
    metric=SLA,
    figures=FIGURES,
    cells={
        "requests": "true",
        "answered": "is_answered",
        "on_time": "is_on_time",
        "breached": "is_breached",
        "waiting": "not is_on_time and not is_breached",
    },
    relate=_relate,
    answer=_answer,
    sorted_by="requests",
    options={"deadline": ("target", "promise")},
)
