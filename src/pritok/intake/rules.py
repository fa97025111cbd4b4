"""What the company has settled about requests, loaded together: promise, working time, pipeline, dictionaries."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from pritok.accounts import queries as accounts
from pritok.accounts.models import Organisation
from pritok.catalog.models import Campaign, DealType, Entry, Market, Product, Source
from pritok.deals.actions.telling import Dictionaries
from pritok.deals.models import Pipeline
from pritok.intake.models import Form
from pritok.kit.errors import Unavailable
from pritok.kit.working_time import WorkingCalendar

DIMENSIONS: dict[str, type[Entry]] = {
    "source": Source,
    "campaign": Campaign,
    "market": Market,
    "product": Product,
    "deal_type": DealType,
}


@dataclass
class Rules:
    """Good for one batch: `entries` fills up with the dictionaries that the batch asks for."""

    organisation: Organisation
    calendar: WorkingCalendar
    pipelines: dict[int, Pipeline]
    entries: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Rules":
        organisation = accounts.organisation()
        pipelines = Pipeline.objects.filter(is_archived=False)
        return cls(organisation, accounts.calendar(organisation), {p.pk: p for p in pipelines})

    @cached_property
    def known(self) -> Dictionaries:
        """What facts of deals say about keys."""
        return Dictionaries.load()

    @cached_property
    def pipeline_of_form(self) -> dict[int, int]:
        return dict(Form.objects.values_list("pk", "pipeline_id"))

    def pipeline(self, pipeline_id: int | None) -> Pipeline:
        """Return the pipeline a form names, else the first; Unavailable while there is none."""
        chosen = self.pipelines.get(pipeline_id or 0) or next(iter(self.pipelines.values()), None)
        if chosen is None:
            raise Unavailable("There is no pipeline yet.", code="setup_needed", retry_after_s=60)
        return chosen

    def promised_at(self, received_at: datetime) -> datetime:
        """Return until when the client was promised an answer: hours of the wall clock."""
        return received_at + timedelta(hours=self.organisation.promise_hours)

    def answer_due_at(self, received_at: datetime) -> datetime:
        """Return until when we want to have answered: minutes of working time."""
        return self.calendar.add(received_at, self.organisation.answer_target_minutes * 60)

    def entry(self, dimension: str, said: str | int) -> int | None:
        """Return the key of what a sender calls by name or key, None when the dictionary does not know it."""
        known = self.entries.get(dimension)
        if known is None:
            rows = DIMENSIONS[dimension].objects.filter(is_archived=False)  # type: ignore[attr-defined]
            known = {}
            for pk, name in rows.order_by("-position", "-pk").values_list("pk", "name"):
                known[_folded(name)] = known[str(pk)] = pk
            self.entries[dimension] = known
        return known.get(str(said) if isinstance(said, int) else _folded(said))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
