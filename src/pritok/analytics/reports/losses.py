"""Q3: deals that never reached the sale, how good they were and how they were worked.

Each lost deal has one label: the first of the rules below that fits, the last fits all. So their counts add up.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from pritok.analytics.dimensions import Parameters
from pritok.analytics.metrics.losses import FIGURES, LOSSES
from pritok.analytics.reports.population import Population, grouped, relation
from pritok.analytics.reports.report import Answer, Asked, Figure, Report, Row

NEVER_CONTACTED, AFTER_SILENCE, NO_OFFER, OFFER_UNOPENED, WORKED_FULLY = range(1, 6)
LABELS = {
    NEVER_CONTACTED: "never_contacted",
    AFTER_SILENCE: "lost_after_silence",
    NO_OFFER: "no_offer",
    OFFER_UNOPENED: "offer_unopened",
    WORKED_FULLY: "worked_fully",
}
_SILENT_DAYS = 3
# Win rates in whole millionths: what is added up must be integers.
_MILLION = 10**6


def deals(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    """Return SQL for the lost deals, each with its `label`."""
    is_ours = f"currency = {parameters.add(asked.question.currency)}"
    population = Population(
        table="deal",
        moment="closed_at",
        holder="closed_owner",
        where=("state = 2",),
        fields={
            "is_excluded": "is_excluded",
            "is_foreign": f"not ({is_ours})",
            "amount": f"case when {is_ours} then amount_minor end",
            "rate": _win_rate(asked, parameters),
            "label": _label(asked, parameters),
            "touches": "contacts_in + contacts_out",
            "silence_s": "longest_ours_s",
            "is_promised": "promised_at is not null",
            "in_time": "coalesce(first_answer_at <= promised_at, false)",
        },
    )
    return relation(asked, population, parameters, keys_of=keys_of, more=more)


class Card(NamedTuple):
    """How one lost deal was worked; `expected_minor` is None where its amount is unknown or in another currency."""

    label: str
    touches: int
    silence_s: int
    offers_sent: int
    offers_opened: int
    in_time: bool | None
    furthest_stage: int | None
    expected_minor: int | None


def cards(asked: Asked, ids: Iterable[UUID]) -> dict[UUID, Card]:
    """Return the cards of those of these deals that are lost."""
    parameters = Parameters()
    columns = ("deal", "offers_sent", "offers_opened", "pipeline", f"{_FURTHEST} as furthest")
    lost = deals(asked, parameters, more=columns)
    wanted = parameters.add([str(each) for each in ids])
    asked.cursor.execute(
        f"select deal, label, touches, silence_s, offers_sent, offers_opened,"
        f" case when is_promised then in_time end, pipeline, furthest, amount * rate from ({lost}) lost"
        f" where deal in (select unnest({wanted}::varchar[])::uuid)",
        parameters.values,
    )
    found = {}
    for deal, label, *worked, pipeline, rank, expected in asked.cursor.fetchall():
        stages = asked.order.of_pipeline(pipeline)
        furthest = stages[rank].id if rank < len(stages) else None
        minor = None if expected is None else round(expected / _MILLION)
        found[deal] = Card._make((LABELS[label], *worked, furthest, minor))
    return found


# The highest bit of `passed` is the highest rank in which the deal stood.
_FURTHEST = "floor(log2(passed))::integer"


def _win_rate(asked: Asked, parameters: Parameters) -> str:
    """Return SQL for the share won of the closed deals of the deal's pipeline, in millionths."""
    asked.cursor.execute(
        "select pipeline, count(*) filter (where state = 1), count(*) from deal"
        " where state <> 0 and not is_excluded group by pipeline order by pipeline"
    )
    shares: list[tuple[int, int, int]] = asked.cursor.fetchall()
    return _by_pipeline({place: won * _MILLION // n for place, won, n in shares}, parameters)


def _by_pipeline(values: dict[int, int], parameters: Parameters) -> str:
    if not values:
        return "0::bigint"
    cases = " ".join(
        f"when {pipeline:d} then {parameters.add(value)}" for pipeline, value in values.items()
    )
    return f"(case pipeline {cases} else 0 end)::bigint"


def _label(asked: Asked, parameters: Parameters) -> str:
    silence = _SILENT_DAYS * asked.question.limits.working_day_s
    rules = {
        NEVER_CONTACTED: "contacts_out = 0 and answered_calls = 0 and meetings = 0",
        AFTER_SILENCE: f"final_ours_s > {parameters.add(silence)}",
    }
    if _sends_offers(asked):
        rules[NO_OFFER] = f"offers_sent = 0 and passed >> {_middle(asked, parameters)} > 0"
        rules[OFFER_UNOPENED] = "offers_sent > 0 and offers_opened = 0"
    cases = " ".join(f"when {rule} then {label}" for label, rule in rules.items())
    return f"case {cases} else {WORKED_FULLY} end"


def _middle(asked: Asked, parameters: Parameters) -> str:
    """Return SQL for the rank at which the second half of the deal's pipeline begins."""
    order = asked.order
    middles = {place: len(order.of_pipeline(place)) // 2 for place in order.pipelines()}
    return _by_pipeline(middles, parameters)


def _sends_offers(asked: Asked) -> bool:
    asked.cursor.execute("select 1 from deal where offers_sent > 0 limit 1")
    return bool(asked.cursor.fetchall())


def _answer(asked: Asked) -> Answer:
    counted = "not is_excluded"
    found = grouped(
        asked,
        LOSSES_REPORT,
        {
            **{cell: f"count(*) filter (where {sql})" for cell, sql in _CELLS.items()},
            "amount": f"sum(amount) filter (where {counted})",
            "expected": f"sum(amount * rate) filter (where {counted})",
            "contacts": f"sum(touches) filter (where {counted})",
            "silence_s": f"median(silence_s) filter (where {counted})",
        },
    )
    rows = [Row(keys, _figures(sums)) for keys, sums in found.rows.items()]
    return Answer(rows, Row((), _figures(found.total)))


def _figures(sums: dict[str, Any]) -> dict[str, Figure]:
    lost = sums["lost"]
    figures = {name: sums[name] for name in _CELLS}
    return {
        **figures,
        "amount": sums["amount"],
        "expected_margin": None if sums["expected"] is None else sums["expected"] / _MILLION,
        "preventable": (lost - sums["worked_fully"]) / lost if lost else None,
        "touches": sums["contacts"] / lost if lost else None,
        "silence_s": sums["silence_s"],
    }


_CELLS = {
    "lost": "not is_excluded",
    "excluded": "is_excluded",
    "other_currency": "not is_excluded and is_foreign",
    **{name: f"not is_excluded and label = {label}" for label, name in LABELS.items()},
    "promised": "not is_excluded and is_promised",
    "answered_in_time": "not is_excluded and in_time",
}

LOSSES_REPORT = Report(
    metric=LOSSES,
    figures=FIGURES,
    cells=_CELLS,
    relate=deals,
    answer=_answer,
    sorted_by="lost",
    details={
        "label": "label",
        "touches": "touches",
        "silence_s": "silence_s",
        "in_time": "in_time",
    },
)
