"""Tiny histories for tests of the mirror: facts told one by one, without any table of deals."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from pritok.accounts.actor import system
from pritok.analytics.deal_folds import fold_deals
from pritok.analytics.rows import Rows
from pritok.analytics.stages import Stage, StageOrder
from pritok.deals import events
from pritok.desk.events import ContactMade
from pritok.journal.payloads import Payload, encode
from pritok.journal.reading import DealFact
from pritok.journal.recording import Draft, record_many, users
from pritok.kit.ids import new_id
from pritok.kit.working_time import WorkingCalendar, WorkingIndex

MINUTE, HOUR, DAY = 60, 3600, 86_400
# A Monday, 09:00 in Moscow.
START = int(datetime(2026, 1, 5, 6, tzinfo=UTC).timestamp())
NEW, TALKS, OFFER, DEAL = 11, 12, 13, 14
OTHER_NEW, OTHER_TALKS = 21, 22
STAGES = [
    *(Stage(stage, 1, position) for position, stage in enumerate((NEW, TALKS, OFFER, DEAL))),
    *(Stage(stage, 2, position) for position, stage in enumerate((OTHER_NEW, OTHER_TALKS))),
]
ORDER = {stage.id: stage for stage in STAGES}
WORKING = WorkingIndex(
    WorkingCalendar(ZoneInfo("Europe/Moscow"), {day: [(time(9), time(18))] for day in range(5)}),
    datetime(2020, 1, 1, tzinfo=UTC),
    datetime(2030, 1, 1, tzinfo=UTC),
)


@dataclass
class Story:
    """One deal. Times are given as seconds after START; each step is recorded right after the one before."""

    deal: UUID = field(default_factory=new_id)
    steps: list[tuple[int, Payload, int | None]] = field(default_factory=list)
    owner: int | None = None

    def tell(self, after_s: int, payload: Payload) -> "Story":
        self.steps.append((START + after_s, payload, self.owner))
        return self

    def created(self, after_s: int = 0, *, stage: int = NEW, **more: Any) -> "Story":
        self.owner = more.get("owner")
        place = ORDER[stage]
        fact = events.DealCreated(
            pipeline=place.pipeline,
            stage=stage,
            stage_position=place.position,
            **{"currency": "RUB", **more},
        )
        return self.tell(after_s, fact)

    def moved(self, after_s: int, to: int, *, start: int = 0) -> "Story":
        place = ORDER[to]
        fact = events.DealMoved(
            from_stage=start, to_stage=to, to_position=place.position, pipeline=place.pipeline
        )
        return self.tell(after_s, fact)

    def given(self, after_s: int, to: int | None, how: str = "hand") -> "Story":
        former, self.owner = self.owner, to
        return self.tell(after_s, events.DealAssigned(from_owner=former, to_owner=to, how=how))

    def won(self, after_s: int, amount: int | None = None) -> "Story":
        return self.tell(after_s, events.DealWon(stage=0, amount_minor=amount))

    def lost(self, after_s: int, *, is_refusal: bool = True) -> "Story":
        fact = events.DealLost(stage=0, reason=1, reason_group=1, is_refusal=is_refusal)
        return self.tell(after_s, fact)

    def reopened(self, after_s: int) -> "Story":
        return self.tell(after_s, events.DealReopened(stage=0, was="lost"))

    def paused(self, after_s: int, until_s: int) -> "Story":
        until = datetime.fromtimestamp(START + until_s, UTC).isoformat()
        return self.tell(after_s, events.DealPaused(until=until))

    def resumed(self, after_s: int) -> "Story":
        return self.tell(after_s, events.DealResumed())

    def contacted(self, after_s: int, **more: Any) -> "Story":
        values = {"channel": "call", "direction": "out", **more}
        return self.tell(after_s, ContactMade(event=new_id(), **values))

    def edited(self, after_s: int, fields: list[str], **dimensions: int | None) -> "Story":
        return self.tell(after_s, events.DealEdited(fields=fields, dimensions=dimensions))

    def facts(self) -> list[DealFact]:
        return [(self.deal.hex, payload.kind, at, encode(payload)) for at, payload, _ in self.steps]

    def drafts(self) -> list[Draft]:
        return [self.draft(step) for step in self.steps]

    def draft(self, step: tuple[int, Payload, int | None]) -> Draft:
        at, payload, owner = step
        moment = datetime.fromtimestamp(at, UTC)
        return Draft(payload, f"deal:{self.deal}", users(owner), self.deal, owner, moment)


def folded(story: Story) -> Rows:
    """Return the rows of a story that counts."""
    (rows,) = fold_deals(story.facts(), StageOrder.of(STAGES), WORKING)
    return rows


def write(drafts: Iterable[Draft]) -> None:
    with transaction.atomic():
        record_many(system("test"), drafts)


def write_stages(stages: Iterable[Stage] = STAGES) -> None:
    write(
        Draft(
            events.StageChanged(
                stage=stage.id,
                pipeline=stage.pipeline,
                position=stage.position,
                fields=["created"],
                is_archived=stage.is_archived,
            ),
            f"stage:{stage.id}",
            "everyone",
        )
        for stage in stages
    )


def write_stories(*stories: Story) -> None:
    """Record the facts of the stories in the order of their times, as a live system would."""
    steps = [(step, story) for story in stories for step in story.steps]
    write(story.draft(step) for step, story in sorted(steps, key=lambda pair: pair[0][0]))
