"""Turning the query of a report into a checked question."""

from collections.abc import Callable
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from pritok.accounts import queries as accounts
from pritok.analytics.dimensions import ALL, FILTERS, MOST_VALUES, read_values
from pritok.analytics.reports.periods import Grain
from pritok.analytics.reports.question import Basis, Question, read_moment
from pritok.analytics.reports.report import Report
from pritok.analytics.reports.steps import SALE, Credit, Mode
from pritok.api.reporting.limits import limits
from pritok.api.schemas import StrictSchema
from pritok.catalog import queries as catalog
from pritok.kit import clock
from pritok.kit.errors import Invalid
from pritok.kit.paging import DEFAULT_LIMIT, MAX_LIMIT

Compare = Literal["previous", "year", "team"]
Words = Annotated[
    list[Annotated[str, Field(max_length=20)]], Field(default_factory=list, max_length=MOST_VALUES)
]
Moment = Annotated[str | None, Field(max_length=40)]
_MAPS: dict[str, Callable[[], dict[int, int | None]]] = {
    "team": accounts.team_of,
    "category": catalog.category_of_product,
}
_GROUPS = tuple(dimension.key for dimension in ALL)


class ReportQuery(StrictSchema):
    """Filters take ids or `none`, repeated for several; `from` and `to` are days (or times) of `[from, to)`.

    `compare` puts beside each figure that of the period before, of a year earlier, or of the manager's team.
    """

    from_: Annotated[Moment, Field(alias="from")] = None
    to: Moment = None
    group_by: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=2)] = [
        "manager"
    ]
    manager: Words
    team: Words
    pipeline: Words
    stage: Words
    deal_type: Words
    market: Words
    source: Words
    campaign: Words
    product: Words
    category: Words
    client_kind: Words
    size_band: Words
    reason: Words
    reason_group: Words
    mode: Mode = "reached"
    credit: Credit = "at_time"
    interval: Grain = "month"
    compare: Compare | None = None
    format: Literal["json", "csv", "xlsx"] = "json"


class Paged(StrictSchema):
    """Which number is opened (`cell`, as named by the report) and which page of its list."""

    cell: Annotated[str | None, Field(max_length=40)] = None
    cursor: Annotated[str | None, Field(max_length=200)] = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT


class DealsQuery(Paged, ReportQuery):
    """The same question and the number whose deals are wanted."""


def question_of(report: Report, asked: ReportQuery) -> Question:
    """Check the query against the vocabulary and the organisation."""
    company = accounts.organisation()
    zone = ZoneInfo(company.time_zone)
    groups = _groups(report, asked.group_by)
    question = Question(
        zone=zone,
        # To the minute: those who ask within one can be given the same answer.
        now=int(clock.now().timestamp()) // 60 * 60,
        since=None if asked.from_ is None else read_moment(asked.from_, zone, "from"),
        until=None if asked.to is None else read_moment(asked.to, zone, "to"),
        group_by=groups,
        filters={
            key: read_values(key, written) for key in FILTERS if (written := getattr(asked, key))
        },
        mode=asked.mode,
        credit=asked.credit,
        basis=getattr(asked, "by", _USUAL_BASIS),
        grain=asked.interval,
        step_from=getattr(asked, "step_from", None),
        step_to=_step_end(getattr(asked, "step_to", None)),
        maps={
            key: load()
            for key, load in _MAPS.items()
            if key in groups or getattr(asked, key) or (key == "team" and asked.compare == "team")
        },
        limits=limits(company),
        currency=company.currency,
        options=_options(report, asked),
    )
    _check_period(question)
    return question


_USUAL_BASIS: Basis = "first_contact"


def _options(report: Report, asked: ReportQuery) -> dict[str, str]:
    """Return the report's own words that are not the usual ones."""
    said = {name: getattr(asked, name, values[0]) for name, values in report.options.items()}
    return {name: said[name] for name, values in report.options.items() if said[name] != values[0]}


def _check_period(question: Question) -> None:
    since, until = question.since, question.until
    if since is not None and until is not None and since > until:
        raise Invalid("The period ends before it begins.", fields={"to": "Before “from”."})


def _groups(report: Report, written: list[str]) -> tuple[str, ...]:
    """Return one or two dimensions, written apart or with a comma between."""
    keys = tuple(key for part in written for key in part.split(",") if key)
    unusable = {*report.beside, *(["period"] if report.is_now else [])}
    allowed = [key for key in _GROUPS if key not in unusable]
    if len(keys) > 2 or len(set(keys)) != len(keys) or any(key not in allowed for key in keys):
        expected = f"Up to two different ones of {', '.join(allowed)}."
        raise Invalid("The report cannot be grouped so.", fields={"group_by": expected})
    return keys


def _step_end(written: str | None) -> int | Literal["won"] | None:
    if written is None or written == SALE:
        return None if written is None else "won"
    if written.isascii() and written.isdecimal():
        return int(written)
    raise Invalid("The step is not valid.", fields={"step_to": "A stage's id or “won”."})
