"""Deals from the first contact on as SQL: how long each took or takes, and whose the time was."""

from collections.abc import Sequence

from pritok.analytics.dimensions import Parameters
from pritok.analytics.reports.population import Population, relation
from pritok.analytics.reports.report import Asked
from pritok.analytics.rows import CLIENTS, IDLE, OPEN, OURS, QUEUE

# The four parts of the time, with the column of what has finished and whose the ball is while it runs.
PARTS = {
    "queue_s": QUEUE,
    "ours_s": OURS,
    "clients_s": CLIENTS,
    "idle_s": IDLE,
}


def cycles(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    """Return SQL for the deals of the cohort, credited to who closed them or has them now.

    `state`, `is_excluded`, `is_answered`, `ends_at` (the closing, or now), `lasts_s` until then, and `split_queue_s`,
    `split_ours_s`, `split_clients_s`, `split_idle_s`, which add up to it; wall-clock seconds.
    """
    now = parameters.add(asked.question.now)
    ends_at = f"case when state = {OPEN} then {now} else closed_at end"
    population = Population(
        table="deal",
        moment="created_at",
        holder=f"case when state = {OPEN} then owner else closed_owner end",
        fields={
            "state": "state",
            "is_excluded": "is_excluded",
            "is_answered": "answer_working_s is not null",
            "ends_at": ends_at,
            "lasts_s": f"greatest({ends_at} - created_at, 0)",
            **{f"split_{column}": _part(column, ball, now) for column, ball in PARTS.items()},
        },
    )
    return relation(asked, population, parameters, keys_of=keys_of, more=more)


def _part(column: str, ball: int, now: str) -> str:
    """Return a part of the time up to now (see `rows.DealRow` for the stretch that runs)."""
    is_paused = f"ball = {IDLE}"
    until = f"coalesce(paused_until, {now})"
    if ball == IDLE:
        running = (
            f"case when {is_paused} then greatest(least({now}, {until}) - ball_since, 0) else 0 end"
        )
    else:
        running = (
            f"case when ball = {ball} then greatest({now} - ball_since, 0)"
            f" when {is_paused} and turn = {ball} then greatest({now} - greatest({until}, ball_since), 0)"
            " else 0 end"
        )
    return f"{column} + case when state = {OPEN} then {running} else 0 end"
