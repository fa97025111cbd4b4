"""A case of an event log as the life of a deal: stages it came to, people who held it, its first outcome.

The rules: an event named in `stages` brings the deal to that stage; the first event named in `won` or `lost` closes
it, and stage events after that are left out; the owner is the person of the latest event so far, so the deal passes
on whenever somebody else works on it, until it is closed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pritok.exchange.maps import Cases, Map
from pritok.exchange.readers.xes_file import EVENTS
from pritok.exchange.rows import Row


@dataclass(slots=True)
class Life:
    """What became of a case; `holders` and `stages` are (when, who or where) in order."""

    first_stage: str = ""
    stages: list[tuple[datetime, str]] = field(default_factory=list)
    holders: list[tuple[datetime, str]] = field(default_factory=list)
    won_at: datetime | None = None
    lost_at: datetime | None = None
    reason: str = ""


class CaseRules:
    """Reads the lives of the cases of one section."""

    def __init__(self, section: Cases, plan: Map) -> None:
        assert plan.pipeline is not None  # checked when the map was loaded
        self._section = section
        self._first = plan.pipeline.stages[0]
        self._ignored = set(section.owner.ignore) if section.owner else set()

    def settle(self, row: Row) -> None:
        """Complete `row.values` with `life` and `created_at`, or refuse the row."""
        if not row.is_good():
            return
        if "title" not in row.values:
            row.refuse("title", "no value")
            return
        try:
            events = [(self._time(event), event) for event in row.source.get(EVENTS, ())]
        except ValueError as error:
            row.refuse("events", f"an event without a readable time: {error}")
            return
        if not events:
            row.refuse("events", "a case without events")
            return
        events.sort(key=lambda event: event[0])
        created = row.values.setdefault("created_at", events[0][0])
        if created > events[0][0]:
            row.warn("created_at", "created after its first event: created with it", created)
            row.values["created_at"] = events[0][0]
        row.values["life"] = self._life(events)

    def _life(self, events: list[tuple[datetime, Mapping[str, Any]]]) -> Life:
        life = Life(first_stage=self._first)
        for at, event in events:
            self._hold(life, at, event)
            name = event.get(self._section.activity, "")
            stage = self._section.stages.get(name)
            if stage is not None:
                life.stages.append((at, stage))
            if name in self._section.won:
                life.won_at = at
            elif name in self._section.lost:
                life.lost_at, life.reason = at, self._section.lost[name]
            if life.won_at or life.lost_at:
                break
        return life

    def _hold(self, life: Life, at: datetime, event: Mapping[str, Any]) -> None:
        if self._section.owner is None:
            return
        who = event.get(self._section.owner.attribute, "")
        if who and who not in self._ignored and (not life.holders or life.holders[-1][1] != who):
            life.holders.append((at, self._section.owner.name.replace("{id}", who)))

    def _time(self, event: Mapping[str, Any]) -> datetime:
        at = datetime.fromisoformat(event.get(self._section.time, ""))
        if at.tzinfo is None:
            raise ValueError("the time has no zone")
        return at.astimezone(UTC)
