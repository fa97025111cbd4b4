"""Stretches of stays in stages as SQL: how long each lasts by now, and whether its deal is stuck."""

from collections.abc import Sequence

from pritok.analytics.dimensions import Parameters
from pritok.analytics.reports.dwell.norms import Norm, learned
from pritok.analytics.reports.population import Population, relation
from pritok.analytics.reports.report import Asked
from pritok.analytics.reports.working_sql import with_working_s

_CLOSED = (
    "select *, working_s as lasts_s, null::integer as limit_s, false as is_stuck"
    " from visit where left_at is not null"
)
# What earlier owners, or the time before a reopening, have spent of the same stay.
_BEFORE = (
    "select deal, visit, sum(working_s) as before_s from visit"
    " where state = 0 and ending in (2, 3, 4) group by deal, visit"
)
# Where the deal went straight back to where it had come from.
_BOUNCED = "ending = 1 and moved_to = came_from"


def stretches(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    """Return SQL for stretches entered in the period, credited to whoever held the deal.

    `at_stage`, `lasts_s` (working seconds without pauses), `limit_s` (open ones: stuck beyond it, NULL without),
    `ending` (see `rows`), `is_open`, `is_stuck`, `is_back` (begins a stay further back), `is_bounce`.
    """
    table = f"({_CLOSED} union all by name {_open_ones(asked, parameters)}) visit"
    return relation(asked, _population(table), parameters, keys_of=keys_of, more=more)


def closed(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    """Return SQL as `stretches`, for those that have ended: in half the time, for nearly all."""
    return relation(
        asked, _population(f"({_CLOSED}) visit"), parameters, keys_of=keys_of, more=more
    )


def standing(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    """Return SQL as `stretches`, for those that have not ended."""
    table = f"({_open_ones(asked, parameters)}) visit"
    return relation(asked, _population(table), parameters, keys_of=keys_of, more=more)


def _population(table: str) -> Population:
    return Population(
        table=table,
        moment="entered_at",
        holder="owner",
        present="deal_owner",
        fields={
            "at_stage": "stage",
            "lasts_s": "lasts_s",
            "ending": "ending",
            "is_open": "left_at is null",
            "is_stuck": "is_stuck",
            "is_back": "is_return and segment = 1",
            "is_bounce": f"coalesce({_BOUNCED}, false)",
        },
    )


def _open_ones(asked: Asked, parameters: Parameters) -> str:
    """Only open stretches need more than their own columns."""
    limits, joins = _limits(asked, parameters)
    return (
        f"select o.* exclude (before_s), {limits} as limit_s,"
        f" coalesce(lasts_s + before_s > {limits}, false) as is_stuck"
        f" from (select o.*, coalesce(before_s, 0) as before_s from ({_open(asked, parameters)}) o"
        f" left join ({_BEFORE}) using (deal, visit)) o {joins}"
    )


def _open(asked: Asked, parameters: Parameters) -> str:
    now = parameters.add(asked.question.now)
    lasts = f"{parameters.add(asked.working_s(asked.question.now))} - entered_working_s - idle_working_s"
    paused = with_working_s(
        f"select *, least(paused_until, {now}) as pause_ends from visit"
        " where left_at is null and paused_from is not null",
        {"from_s": "paused_from", "ends_s": "pause_ends"},
    )
    return (
        f"select *, greatest({lasts}, 0)::integer as lasts_s from visit"
        " where left_at is null and paused_from is null"
        " union all by name select * exclude (pause_ends, from_s, ends_s),"
        f" greatest({lasts} - greatest(ends_s - from_s, 0), 0)::integer as lasts_s from ({paused})"
    )


def _limits(asked: Asked, parameters: Parameters) -> tuple[str, str]:
    """Return the limit of an open stretch, the most exact that is known, and the joins it comes from.

    A limit set by hand goes before the norm of the kind, of the stage, and of the pipeline.
    """
    by_hand = [Norm(0, stage, None, limit, 0) for stage, limit in asked.question.limits.stages]
    norms = learned(asked)
    tables = (
        ("hand", ("stage",), by_hand),
        ("kind", ("pipeline", "stage", "deal_type"), [n for n in norms if n.deal_type is not None]),
        ("step", ("pipeline", "stage"), [n for n in norms if n.stage and n.deal_type is None]),
        ("line", ("pipeline",), [n for n in norms if n.stage is None]),
    )
    joins = ""
    for name, columns, known in tables:
        lists = ", ".join(
            f"unnest({parameters.add([getattr(norm, column) for norm in known])}::bigint[]) as {column}"
            for column in (*columns, "norm_s")
        )
        same = " and ".join(f"{name}.{column} = coalesce(o.{column}, 0)" for column in columns)
        joins += f" left join (select {lists}) {name} on {same}"
    return f"coalesce({', '.join(f'{name}.norm_s' for name, *_ in tables)})::integer", joins
