"""Answering the question of a report over HTTP: the same way for every report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from pritok.accounts import queries as accounts
from pritok.accounts.actor import Actor
from pritok.analytics import mirror
from pritok.analytics.metrics.metric import Language
from pritok.analytics.reports.drilling import things_behind
from pritok.analytics.reports.question import Question
from pritok.analytics.reports.report import Answer, Asked, Keys, Report, Row
from pritok.api.auth import actor_of
from pritok.api.reporting.answers import Frame, Parts, Shown, shape
from pritok.api.reporting.files import file_of
from pritok.api.reporting.names import ReportNames
from pritok.api.reporting.openness import NAMES, Veil
from pritok.api.reporting.questions import Compare, Paged, ReportQuery, question_of
from pritok.deals.queries.listing import deals_by_ids
from pritok.kit.errors import Invalid


@dataclass(frozen=True)
class Endpoint:
    """A report as the API offers it: its query and how its parts are shown."""

    report: Report
    query: type[ReportQuery]
    parts: Parts | None = None

    def serve(self, request: HttpRequest, asked: ReportQuery) -> HttpResponse:
        """Return the report as JSON or as a file. Equal questions have equal answers, whoever asks."""
        actor = actor_of(request)
        shown = self.shown(actor, asked, language_of(request, actor))
        if asked.format != "json":
            return file_of(shown, asked.format)
        # Encoded here: a second validation of thousands of rows would take longer than the figures.
        return HttpResponse(msgspec.json.encode(shown), content_type="application/json")

    def shown(self, actor: Actor, asked: ReportQuery, language: Language) -> Shown:
        """Return the body of the answer."""
        report, company = self.report, accounts.organisation()
        veil = Veil.of(actor, report, company)
        question = question_of(report, asked)
        veil.check(question)
        other = _other_question(report, question, asked.compare)
        (answer, compared), mark = mirror.read(
            lambda cursor, mark: (
                report.answer(Asked(cursor, mark, question)),
                report.answer(Asked(cursor, mark, other)) if other else None,
            ),
            key=(report.key, question.key, asked.compare),
        )
        names = ReportNames(language, question.grain)
        frame = Frame(report, question, mark, language, company, veil, actor.sees_costs, names)
        beside = _beside(question, asked.compare, answer, compared) if compared else {}
        return shape(frame, answer, beside, self.parts)

    def open_list(self, request: HttpRequest, asked: ReportQuery, page: Paged) -> dict[str, Any]:
        """Return a page of the deals that the number in `cell` counts, whoever owns them."""
        actor, report = actor_of(request), self.report
        veil = Veil.of(actor, report, accounts.organisation())
        question = question_of(report, asked)
        veil.check(question)
        cell = page.cell or report.first_cell
        found, _ = mirror.read(
            lambda cursor, mark: things_behind(
                Asked(cursor, mark, question), report, cell, after=page.cursor, limit=page.limit
            )
        )
        rows = {row["id"]: row for row in deals_by_ids(actor, [item.deal for item in found.items])}
        items = [
            {**rows[item.deal], **({"details": item.details} if item.details else {})}
            for item in found.items
            if item.deal in rows
        ]
        return {
            "items": [_veiled(item, actor, veil) for item in items],
            "next": found.next,
            "total": found.total,
        }


def language_of(request: HttpRequest, actor: Actor) -> Language:
    wanted = request.headers.get("Accept-Language", "").lower()
    places = {word: wanted.find(word) for word in ("ru", "en") if word in wanted}
    language = min(places, key=places.__getitem__) if places else accounts.language_of(actor)
    return "en" if language == "en" else "ru"


def _veiled(item: dict[str, Any], actor: Actor, veil: Veil) -> dict[str, Any]:
    owner = item.get("owner")
    if veil.view == NAMES or owner is None or actor.may_see_owner(owner["id"]):
        return item
    return {**item, "owner": None}


def _other_question(report: Report, question: Question, compare: Compare | None) -> Question | None:
    """Return the question whose answer is put beside; Invalid when there is nothing to compare with."""
    if compare is None:
        return None
    if compare == "team":
        if "manager" not in question.group_by or "team" in question.group_by:
            message = "A comparison with the team needs rows of managers."
            raise Invalid("There is no such comparison.", fields={"compare": message})
        groups = tuple("team" if key == "manager" else key for key in question.group_by)
        return replace(question, group_by=groups)
    other = question.before(compare)
    if other is None or report.is_now or "period" in question.group_by:
        message = "A comparison in time needs a period that begins, and rows that are no periods."
        raise Invalid("There is no such comparison.", fields={"compare": message})
    return other


def _beside(
    question: Question, compare: Compare | None, answer: Answer, compared: Answer
) -> Mapping[Keys, Row]:
    """Return what stands beside each row of the answer, by the row's keys."""
    found = {row.keys: row for row in compared.rows}
    if compare == "team":
        place = question.group_by.index("manager")
        team_of = question.maps["team"]
        found = {
            row.keys: found[keys]
            for row in answer.rows
            if (keys := _in_team(row.keys, place, team_of)) in found
        }
    return {**found, (): compared.total}


def _in_team(keys: Keys, place: int, team_of: Mapping[int, int | None]) -> Keys:
    return (*keys[:place], team_of.get(keys[place]) or 0, *keys[place + 1 :])
