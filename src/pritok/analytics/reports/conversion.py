"""Q1: who turns first contacts into the next step. Cohorts of deals, counted once each, in keys without names."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pritok.analytics import statistics
from pritok.analytics.dimensions import BY_KEY, Parameters
from pritok.analytics.metrics.conversion import CONVERSION, FIGURES
from pritok.analytics.reports.population import WHO, Population, relation
from pritok.analytics.reports.question import Question
from pritok.analytics.reports.report import Answer, Asked, Keys, Report
from pritok.analytics.reports.report import Row as ReportRow
from pritok.analytics.reports.steps import Step, all_steps, choose_step
from pritok.analytics.rows import LOST, OPEN, WON
from pritok.analytics.stages import StageOrder

DAYS = (1, 3, 7, 14, 30)
_HOUR_S = 3600
_FATES = {OPEN: statistics.CENSORED, WON: statistics.ADVANCED, LOST: statistics.LOST}
# The engine adds in no fixed order, and fractions would then differ in their last digits; whole parts do not.
_PARTS = 10**12
_TEAM_RATES = (
    f"select mix, round(avg(advanced::integer) * {_PARTS})::bigint as rate"
    " from deals where not is_excluded group by mix"
)


@dataclass
class Counts:
    """`expected` is what the team's rates would have advanced of these deals, kept in whole parts."""

    entered: int = 0
    advanced: int = 0
    open: int = 0
    excluded: int = 0
    won: int = 0
    lost: int = 0
    expected_parts: int = 0

    def add(self, other: "Counts") -> None:
        self.entered += other.entered
        self.advanced += other.advanced
        self.open += other.open
        self.excluded += other.excluded
        self.won += other.won
        self.lost += other.lost
        self.expected_parts += other.expected_parts

    def take(
        self, deals: int, state: int, *, advanced: bool, is_excluded: bool, expected_parts: int
    ) -> None:
        """Count so many deals of one kind."""
        if is_excluded:
            self.excluded += deals
            return
        self.entered += deals
        self.expected_parts += expected_parts
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
    def expected(self) -> float:
        return self.expected_parts / _PARTS

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


def conversion(asked: Asked) -> Conversion:
    """Answer the question from one snapshot."""
    order = asked.order
    step = asked_step(asked)
    pipelines = list(step.of_pipeline)
    steps = all_steps(order, pipelines[0]) if len(pipelines) == 1 else []
    rows: dict[Keys, Row] = {}

    def row(keys: Keys) -> Row:
        if keys not in rows:
            rows[keys] = Row(keys, steps=[Counts() for _ in steps])
        return rows[keys]

    _count(asked, step, with_index=True, into=lambda keys: row(keys).counts)
    _count_steps(asked, steps, lambda keys, place: row(keys).steps[place])
    total = Row((), steps=[Counts() for _ in steps])
    for part in rows.values():
        total.counts.add(part.counts)
        for whole, own in zip(total.steps, part.steps, strict=True):
            whole.add(own)
    return Conversion(step, steps, list(rows.values()), total, _day_n(asked, step))


def asked_step(asked: Asked) -> Step:
    """Return the step asked about, in each of the pipelines the filters leave."""
    question = asked.question
    return choose_step(
        asked.order, asked_pipelines(asked.order, question), question.step_from, question.step_to
    )


def asked_pipelines(order: StageOrder, question: Question) -> list[int]:
    """Return the pipelines the filters leave, all without such a filter."""
    wanted = question.filters.get("pipeline", order.pipelines())
    return [pipeline for pipeline in order.pipelines() if pipeline in wanted]


def _count(
    asked: Asked,
    step: Step,
    *,
    with_index: bool,
    into: Callable[[Keys], Counts],
    where: Sequence[str] = (),
) -> None:
    """Add up the deals of the step in the counts that `into` gives for each row's keys."""
    if not step.of_pipeline:
        return
    sources, parameters = _sources(asked.question), Parameters()
    deals = cohort(asked, step, parameters, keys_of=sources, where=where)
    rates, expected, joined = "", "0", ""
    if with_index:
        rates = f", rates as ({_TEAM_RATES})"
        expected, joined = "coalesce(sum(rate), 0)", "left join rates using (mix)"
    columns = "".join(f"coalesce({_column(source)}, 0), " for source in sources)
    # One count per kind of deal: a filtered sum for each figure would cost twice the time.
    asked.cursor.execute(
        f"with deals as ({deals}){rates}"
        f" select {columns} state, advanced, is_excluded, count(*), {expected}"
        f" from deals {joined} where {asked.question.condition(WHO, parameters)} group by all",
        parameters.values,
    )
    for row in asked.cursor.fetchall():
        _take(asked.question, row, into)


def _count_steps(asked: Asked, steps: list[Step], into: Callable[[Keys, int], Counts]) -> None:
    """Add up all steps of one pipeline.

    Most deals were in one person's hands all the time, and where nobody asks whose they were it does not matter:
    those are scanned once for all steps, by what they passed. Only the others are counted step by step.
    """
    question = asked.question
    is_by_holder = "manager" in _sources(question) or any(key in question.filters for key in WHO)
    apart: tuple[str, ...] = ()
    if question.basis == "first_contact" and steps:
        is_apart = is_by_holder and question.credit == "at_time"
        _count_at_once(asked, steps, into, where="is_one_hand" if is_apart else "true")
        if not is_apart:
            return
        apart = ("not is_one_hand",)
    for place, step in enumerate(steps):
        _count(asked, step, with_index=False, into=partial(_swapped, into, place), where=apart)


def _count_at_once(
    asked: Asked, steps: list[Step], into: Callable[[Keys, int], Counts], where: str
) -> None:
    question, parameters = asked.question, Parameters()
    sources = _sources(question)
    population = Population(
        table="deal",
        moment="created_at",
        holder="owner",
        where=(where, parameters.is_in("pipeline", steps[0].of_pipeline)),
        fields={name: name for name in ("pipeline", "passed", "state", "is_excluded")},
    )
    deals = relation(asked, population, parameters, keys_of=sources)
    keys = "".join(f"key_{place}, " for place in range(len(sources)))
    columns = "".join(f"coalesce({_column(s)}, 0) as key_{n}, " for n, s in enumerate(sources))
    kinds = (
        f"select {columns}pipeline, passed, state, is_excluded, count(*) as deals from ({deals})"
        f" where {question.condition(WHO, parameters)} group by all"
    )
    mode = question.mode
    counted = " union all ".join(
        f"select {keys}state, {step.advanced(mode)} as advanced, is_excluded, sum(deals)::bigint, 0,"
        f" {place} from kinds where {step.entered(mode)} group by all"
        for place, step in enumerate(steps)
    )
    asked.cursor.execute(f"with kinds as materialized ({kinds}) {counted}", parameters.values)
    for *row, place in asked.cursor.fetchall():
        _take(question, row, partial(_swapped, into, place))


def _take(question: Question, row: Sequence[Any], into: Callable[[Keys], Counts]) -> None:
    """Count a line of (the keys of the sources), state, advanced, is_excluded, deals, expected."""
    sources = _sources(question)
    by_source = dict(zip(sources, row, strict=False))
    keys = (question.mapped(key, by_source[BY_KEY[key].source]) for key in question.group_by)
    state, advanced, is_excluded, count, awaited = row[len(sources) :]
    into(tuple(keys)).take(
        count, state, advanced=advanced, is_excluded=is_excluded, expected_parts=awaited
    )


def _swapped(into: Callable[[Keys, int], Counts], place: int, keys: Keys) -> Counts:
    return into(keys, place)


def _sources(question: Question) -> list[str]:
    """Return the dimensions the database groups by for the row's keys."""
    return list(dict.fromkeys(BY_KEY[key].source for key in question.group_by))


def cohort(
    asked: Asked,
    step: Step,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
    where: Sequence[str] = (),
) -> str:
    """Return SQL for the deals of the cohort that entered the step, with `advanced`, `mix`, `state`, `is_excluded`."""
    mode = asked.question.mode
    is_by_contact = asked.question.basis == "first_contact"
    where = [*where, step.entered(mode)]
    if not step.is_everywhere:
        where.append(parameters.is_in("pipeline", step.of_pipeline))
    population = Population(
        table="deal",
        moment="created_at" if is_by_contact else step.entered_at(mode),
        holder=step.holder(mode, "at_time"),
        where=tuple(where),
        fields={
            "advanced": step.advanced(mode),
            "mix": "mix",
            "state": "state",
            "is_excluded": "is_excluded",
        },
    )
    return relation(asked, population, parameters, keys_of=keys_of, more=more)


def _column(source: str) -> str:
    return "who" if source == "manager" else f"{source}_key"


def _day_n(asked: Asked, step: Step) -> list[tuple[int, float | None]]:
    """Count in whole hours since entering the step; open deals are censored at their age."""
    if not step.of_pipeline:
        return [(day, None) for day in DAYS]
    question = asked.question
    parameters = Parameters()
    mode = question.mode
    ended = (
        f"case when {step.advanced(mode)} then {step.advanced_at(mode)}"
        f" when state = 2 then closed_at else {parameters.add(question.now)} end"
    )
    lasted = f"greatest({ended} - {step.entered_at(mode)}, 0) // {_HOUR_S}"
    # Small integers and no words: the engine groups them in half the time.
    hours = f"least({lasted}, {24 * DAYS[-1]})::smallint as hours"
    deals = cohort(asked, step, parameters, more=(hours,))
    asked.cursor.execute(
        f"with deals as ({deals}) select hours, advanced, state, count(*) from deals"
        f" where not is_excluded and {question.condition(WHO, parameters)} group by all",
        parameters.values,
    )
    counts: Counter[tuple[int, str]] = Counter()
    for hours_on, advanced, state, count in asked.cursor.fetchall():
        counts[hours_on, statistics.ADVANCED if advanced else _FATES[state]] += count
    shares = statistics.cumulative_incidence(counts, [24 * day for day in DAYS])
    return list(zip(DAYS, shares, strict=True))


def _relate(
    asked: Asked,
    parameters: Parameters,
    *,
    keys_of: Sequence[str] = (),
    more: Sequence[str] = (),
) -> str:
    return cohort(asked, asked_step(asked), parameters, keys_of=keys_of, more=more)


def _answer(asked: Asked) -> Answer:
    found = conversion(asked)
    rows = [ReportRow(row.keys, _figures(found.step, row.counts)) for row in found.rows]
    total = ReportRow((), _figures(found.step, found.total.counts))
    return Answer(rows, total, {"conversion": found})


def _figures(step: Step, counts: Counts) -> dict[str, int | float | None]:
    interval = counts.interval
    figures: dict[str, int | float | None] = {
        "entered": counts.entered,
        "advanced": counts.advanced,
        "rate": counts.rate,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "open": counts.open,
        "excluded": counts.excluded,
        "index": counts.index,
    }
    if step.is_to_sale:
        figures |= {"won": counts.won, "lost": counts.lost, "win_rate": counts.win_rate}
    return figures


CONVERSION_REPORT = Report(
    metric=CONVERSION,
    figures=FIGURES,
    cells={
        "entered": "not is_excluded",
        "advanced": "advanced and not is_excluded",
        "open": "state = 0 and not advanced",
        "excluded": "is_excluded",
        "won": "state = 1",
        "lost": "state = 2 and not is_excluded",
    },
    relate=_relate,
    answer=_answer,
    sorted_by="entered",
)
