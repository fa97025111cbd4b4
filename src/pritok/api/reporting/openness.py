"""Who is shown by name to whom: names, anonymous, or only oneself and the median, as the head of sales set it.

The figures are the same for everybody; what differs is whose row says whose it is. Heads, admins and tokens of the
company see names; a lead sees those of the own team.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from pritok.accounts.actor import Actor
from pritok.accounts.models import Organisation
from pritok.analytics.dimensions import NONE
from pritok.analytics.reports.question import Question
from pritok.analytics.reports.report import Answer, Figure, Report, Row
from pritok.kit.errors import Forbidden

NAMES, ANONYMOUS, OWN = "names", "anonymous", "own"


@dataclass(frozen=True)
class Veil:
    """What one actor is shown of one report. `view` is `names` for those it is not meant for."""

    view: str
    known: frozenset[int]

    @classmethod
    def of(cls, actor: Actor, report: Report, company: Organisation) -> "Veil":
        view = NAMES if actor.sees_everything else company.openness.get(report.key, NAMES)
        return cls(view, actor.visible_owners)

    def hides(self, manager: int) -> bool:
        """Say whether this manager's name is kept from the actor; what nobody holds is nobody's secret."""
        return self.view != NAMES and manager != NONE and manager not in self.known

    def check(self, question: Question) -> None:
        """Refuse a filter that would single out somebody who is not shown by name."""
        if any(self.hides(manager) for manager in question.people()):
            message = "In this report colleagues are not shown by name."
            raise Forbidden(message, code="not_open")

    def lifted(self, answer: Answer, question: Question) -> Answer:
        """Return the answer without the rows the actor may not see."""
        if self.view != OWN or "manager" not in question.group_by:
            return answer
        rows = [row for row in answer.rows if not self.hides_row(row, question)]
        return Answer(rows, answer.total, answer.parts)

    def hides_row(self, row: Row, question: Question) -> bool:
        if "manager" not in question.group_by:
            return False
        return self.hides(row.keys[question.group_by.index("manager")])


def medians(rows: Iterable[Row], figures: Iterable[str]) -> dict[str, Figure]:
    """Return the median of each figure over the rows that have it."""
    rows = list(rows)
    found = {
        key: [value for row in rows if (value := row.figures.get(key)) is not None]
        for key in figures
    }
    return {key: median(values) if values else None for key, values in found.items()}
