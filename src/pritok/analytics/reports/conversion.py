"""Q1: who turns first contacts into the next step. Cohorts of deals, counted once each, in keys without names."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import duckdb

from pritok.analytics import statistics
from pritok.analytics.dimensions import BY_KEY, Parameters
from pritok.analytics.reports.periods import day_sql, period_sql
from pritok.analytics.reports.question import Question
from pritok.analytics.reports.steps import Step, all_steps, choose_step
from pritok.analytics.rows import LOST, OPEN, WON
from pritok.analytics.stages import StageOrder

DAYS = (1, 3, 7, 14, 30)
_HOUR_S = 3600
_FATES = {OPEN: statistics.CENSORED, WON: statistics.ADVANCED, LOST: statistics.LOST}
# Who had the deal is a property of the step, not of the deal: these filters come after the team's rates.
WHO = ("manager", "team")
_WHAT = tuple(key for key in BY_KEY if key not in {*WHO, "period"})
_TEAM_RATES = (
    "select mix, avg(advanced::integer) as rate from deals where not is_excluded group by mix"
)
Cursor = duckdb.DuckDBPyConnection
Keys = tuple[int, ...]


@dataclass
class Counts:
    """`expected` is what the team's rates would have advanced of these deals."""

    entered: int = 0
    advanced: int = 0
    open: int = 0
    excluded: int = 0
    won: int = 0
    lost: int = 0
    expected: float = 0.0

    def add(self, other: "Counts") -> None:
        self.entered += other.entered
        self.advanced += other.advanced
        self.open += other.open
        self.excluded += other.excluded
        self.won += other.won
        self.lost += other.lost
        self.expected += other.expected

    def take(
        self, deals: int, state: int, *, advanced: bool, is_excluded: bool, expected: float
    ) -> None:
        """Count so many deals of one kind."""
        if is_excluded:
            self.excluded += deals
            return
        self.entered += deals
        self.expected += expected
        if advanced:
            self.advanced += deals
        elif state == OPEN:
            self.open += deals
        self.won += deals * (state == WON)
        self.lost += deals * (state == LOST)

    @property
    def rate(self) -> float | None:
        return self.advanced / self.entered if self.entered else None

    @property
    def interval(self) -> statistics.Interval | None:
        return statistics.wilson(self.advanced, self.entered)

    @property
    def index(self) -> float | None:
        return statistics.index(self.advanced, self.expected)

    @property
    def win_rate(self) -> float | None:
        closed = self.won + self.lost
        return self.won / closed if closed else None


@dataclass
class Row:
    """`steps` holds the counts of every step of the pipeline, when one pipeline is asked about."""

    keys: Keys
    counts: Counts = field(default_factory=Counts)
    steps: list[Counts] = field(default_factory=list)


@dataclass
class Conversion:
    step: Step
    steps: list[Step]
    rows: list[Row]
    total: Row
    day_n: list[tuple[int, float | None]]


def conversion(cursor: Cursor, order: StageOrder, question: Question) -> Conversion:
    """Answer the question from one snapshot."""
    step = choose_step(
        order, asked_pipelines(order, question), question.step_from, question.step_to
    )
    pipelines = list(step.of_pipeline)
    steps = all_steps(order, pipelines[0]) if len(pipelines) == 1 else []
    rows: dict[Keys, Row] = {}

    def row(keys: Keys) -> Row:
        if keys not in rows:
            rows[keys] = Row(keys, steps=[Counts() for _ in steps])
        return rows[keys]

    _count(cursor, step, question, with_index=True, into=lambda keys: row(keys).counts)
    for place, each in enumerate(steps):
        if each.of_pipeline == step.of_pipeline:
            for known in rows.values():
                known.steps[place] = known.counts
        else:
            _count(cursor, each, question, with_index=False, into=partial(_nth, row, place))
    total = Row((), steps=[Counts() for _ in steps])
    for part in rows.values():
        total.counts.add(part.counts)
        for whole, own in zip(total.steps, part.steps, strict=True):
            whole.add(own)
    return Conversion(step, steps, list(rows.values()), total, _day_n(cursor, step, question))


def asked_pipelines(order: StageOrder, question: Question) -> list[int]:
    """Return the pipelines the filters leave, all without such a filter."""
    wanted = question.filters.get("pipeline", order.pipelines())
    return [pipeline for pipeline in order.pipelines() if pipeline in wanted]


def _nth(row: Callable[[Keys], Row], place: int, keys: Keys) -> Counts:
    return row(keys).steps[place]


def _count(
    cursor: Cursor,
    step: Step,
    question: Question,
    *,
    with_index: bool,
    into: Callable[[Keys], Counts],
) -> None:
    """Add up the deals of the step in the counts that `into` gives for each row's keys."""
    if not step.of_pipeline:
        return
    sources = list(dict.fromkeys(BY_KEY[key].source for key in question.group_by))
    parameters = Parameters()
    deals = cohort(cursor, step, question, parameters, keys_of=sources)
    rates, expected, joined = "", "0::double", ""
    if with_index:
        rates = f", rates as ({_TEAM_RATES})"
        expected, joined = "coalesce(sum(rate), 0)", "left join rates using (mix)"
    columns = "".join(f"coalesce({_column(source)}, 0), " for source in sources)
    # One count per kind of deal: a filtered sum for each figure would cost twice the time.
    cursor.execute(
        f"with deals as ({deals}){rates}"
        f" select {columns} state, advanced, is_excluded, count(*), {expected}"
        f" from deals {joined} where {question.condition(WHO, parameters)} group by all",
        parameters.values,
    )
    for row in cursor.fetchall():
        by_source = dict(zip(sources, row, strict=False))
        keys = (question.mapped(key, by_source[BY_KEY[key].source]) for key in question.group_by)
        state, advanced, is_excluded, count, awaited = row[len(sources) :]
        into(tuple(keys)).take(
            count, state, advanced=advanced, is_excluded=is_excluded, expected=awaited
        )


def cohort(
    cursor: Cursor,
    step: Step,
    question: Question,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: str = "",
) -> str:
    """Return SQL for the deals of the cohort that entered the step; filters on who held them come later.

    Columns: `who` held it (0 nobody), `advanced`, `mix`, `state`, `is_excluded`, one per dimension of `keys_of`
    (see `_column`), and those in `more`.
    """
    mode = question.mode
    moment = "created_at" if question.basis == "first_contact" else step.entered_at(mode)
    where = [step.entered(mode), question.condition(_WHAT, parameters)]
    if not step.is_everywhere:
        where.append(parameters.is_in("pipeline", step.of_pipeline))
    if question.since is not None:
        where.append(f"{moment} >= {parameters.add(question.since)}")
    if question.until is not None:
        where.append(f"{moment} < {parameters.add(question.until)}")
    fields = [
        f"{_key_sql(cursor, key, moment, question)} as {_column(key)}"
        for key in keys_of
        if key != "manager"
    ]
    return (
        f"select {step.holder(mode, question.credit)} as who, {step.advanced(mode)} as advanced,"
        f" {', '.join(['mix', 'state', 'is_excluded', *fields])}{more}"
        f" from deal where {' and '.join(where)}"
    )


def _column(source: str) -> str:
    return "who" if source == "manager" else f"{source}_key"


def _key_sql(cursor: Cursor, key: str, moment: str, question: Question) -> str:
    if key != "period":
        return BY_KEY[key].sql
    first, last = cursor.execute(
        "select min(created_at), max(created_at) from deal"
    ).fetchone() or (0, 0)
    since = question.now if first is None else first
    until = max(question.now, since if last is None else last)
    return period_sql(day_sql(moment, question.zone, since, until), question.grain)


def _day_n(cursor: Cursor, step: Step, question: Question) -> list[tuple[int, float | None]]:
    """Count in whole hours since entering the step; open deals are censored at their age."""
    if not step.of_pipeline:
        return [(day, None) for day in DAYS]
    parameters = Parameters()
    mode = question.mode
    ended = (
        f"case when {step.advanced(mode)} then {step.advanced_at(mode)}"
        f" when state = 2 then closed_at else {parameters.add(question.now)} end"
    )
    lasted = f"greatest({ended} - {step.entered_at(mode)}, 0) // {_HOUR_S}"
    # Small integers and no words: the engine groups them in half the time.
    hours = f"least({lasted}, {24 * DAYS[-1]})::smallint"
    deals = cohort(cursor, step, question, parameters, more=f", {hours} as hours")
    cursor.execute(
        f"with deals as ({deals}) select hours, advanced, state, count(*) from deals"
        f" where not is_excluded and {question.condition(WHO, parameters)} group by all",
        parameters.values,
    )
    counts: Counter[tuple[int, str]] = Counter()
    for hours_on, advanced, state, count in cursor.fetchall():
        counts[hours_on, statistics.ADVANCED if advanced else _FATES[state]] += count
    shares = statistics.cumulative_incidence(counts, [24 * day for day in DAYS])
    return list(zip(DAYS, shares, strict=True))
