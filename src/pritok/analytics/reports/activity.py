"""What was done on deals in a period, credited to whoever held the deal at that moment."""

from collections.abc import Sequence

from pritok.analytics import rows as kinds
from pritok.analytics.dimensions import Parameters
from pritok.analytics.metrics.activity import ACTIVITY, FIGURES
from pritok.analytics.reports.periods import day_sql, iso_sql
from pritok.analytics.reports.population import Population, data_span, grouped, relation, tallied
from pritok.analytics.reports.report import Answer, Asked, Figure, Keys, Report, Row

# Which kinds of activity each figure counts, and whether only those that succeeded.
_COUNTED: dict[str, tuple[tuple[int, ...], bool]] = {
    "calls": ((kinds.CALL,), False),
    "answered_calls": ((kinds.CALL,), True),
    "messages": ((kinds.EMAIL, kinds.MESSAGE), False),
    "meetings": ((kinds.MEETING,), False),
    "offers_sent": ((kinds.OFFER_SENT,), False),
    "offers_opened": ((kinds.OFFER_OPENED,), False),
    "tasks_done": ((kinds.TASK_DONE,), False),
    "tasks_on_time": ((kinds.TASK_DONE,), True),
    "notes": ((kinds.NOTE,), False),
    "recordings_heard": ((kinds.RECORDING_HEARD,), False),
}
_WORDS = "case kind {} end".format(
    " ".join(
        f"when {kind} then '{word}'"
        for kind, word in (
            (kinds.CALL, "call"),
            (kinds.EMAIL, "email"),
            (kinds.MESSAGE, "message"),
            (kinds.MEETING, "meeting"),
            (kinds.OFFER_SENT, "offer_sent"),
            (kinds.OFFER_OPENED, "offer_opened"),
            (kinds.TASK_DONE, "task_done"),
            (kinds.NOTE, "note"),
            (kinds.RECORDING_HEARD, "recording_heard"),
        )
    )
)
# More days than anybody works, so that owner and day make one number.
_DAYS = 100_000


def _relate(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    population = Population(
        table="activity",
        moment="done_at",
        holder="owner",
        present="deal_owner",
        fields={
            "kind": "kind",
            "is_success": "is_success",
            "seconds": "seconds",
            "done_at": "done_at",
            "doer": "coalesce(owner, 0)",
        },
    )
    return relation(asked, population, parameters, keys_of=keys_of, more=more)


def _answer(asked: Asked) -> Answer:
    rows: dict[Keys, dict[str, Figure]] = {}
    total = _nothing()
    seconds = f"coalesce(sum(seconds) filter (where kind = {kinds.CALL} and is_success), 0)::bigint"
    aggregates = {"n": "count(*)", "call_s": seconds}
    for keys, (kind, is_success), (number, call_s) in tallied(
        asked, ACTIVITY_REPORT, ("kind", "is_success"), aggregates
    ):
        for into in (rows.setdefault(keys, _nothing()), total):
            _take(into, kind, number, call_s, is_success=is_success)
    since, until = data_span(asked)
    day = day_sql("done_at", asked.question.zone, since, until)
    days = grouped(
        asked,
        ACTIVITY_REPORT,
        {"days": f"count(distinct doer::bigint * {_DAYS} + {day})"},
        where="doer <> 0",
    )
    for keys, found in days.rows.items():
        rows[keys]["active_days"] = found["days"]
    total["active_days"] = days.total.get("days", 0)
    return Answer([Row(keys, found) for keys, found in rows.items()], Row((), total))


def _take(
    into: dict[str, Figure], kind: int, number: int, call_s: int, *, is_success: bool
) -> None:
    for figure, (counted, is_only_success) in _COUNTED.items():
        if kind in counted and (is_success or not is_only_success):
            into[figure] = (into[figure] or 0) + number
    into["call_s"] = (into["call_s"] or 0) + call_s


def _nothing() -> dict[str, Figure]:
    return {metric.key: 0 for metric in FIGURES}


def _cell(figure: str) -> str:
    counted, is_only_success = _COUNTED[figure]
    among = f"kind in ({', '.join(map(str, counted))})"
    return f"{among} and is_success" if is_only_success else among


ACTIVITY_REPORT = Report(
    metric=ACTIVITY,
    figures=FIGURES,
    cells={figure: _cell(figure) for figure in _COUNTED},
    relate=_relate,
    answer=_answer,
    sorted_by="calls",
    part="activity",
    details={"at": iso_sql("done_at"), "kind": _WORDS, "seconds": "seconds"},
)
