"""A row of deals made consistent: what the file leaves open or contradicts, by rules the report names."""

from datetime import datetime, timedelta

from pritok.exchange.maps import Deals, Map
from pritok.exchange.rows import MAX_ID, Row
from pritok.kit import clock

WON, LOST, OPEN = "won", "lost", "open"


class DealRules:
    """Settles the rows of one section: outcome, stage, closing and reason of each."""

    def __init__(self, section: Deals, plan: Map) -> None:
        assert plan.pipeline is not None  # checked when the map was loaded
        self._section = section
        self._plan = plan
        self._stages = {stage.casefold(): stage for stage in plan.pipeline.stages}
        self._outcomes = {text.strip().casefold(): WON for text in section.outcomes.won}
        self._outcomes |= {text.strip().casefold(): LOST for text in section.outcomes.lost}

    def settle(self, row: Row) -> None:
        """Complete `row.values` with `outcome` and a valid `stage`, or refuse the row."""
        if not row.is_good():
            return
        for name in ("title", "created_at"):
            if name not in row.values:
                row.refuse(name, "no value")
        if not row.is_good():
            return
        _in_the_past(row)
        shorten_keys(row)
        text = str(row.values.get("state", ""))
        row.values["outcome"] = self._outcomes.get(text.casefold(), OPEN)
        self._stage(row)
        self._closing(row)
        self._reason(row)
        if "owner" not in row.values and self._section.owner is not None:
            row.warn("owner", "no owner: the deal waits in the pool")

    def _stage(self, row: Row) -> None:
        closed = {WON: self._section.closed_stage.won, LOST: self._section.closed_stage.lost}
        outcome = row.values["outcome"]
        written = str(row.values.get("stage", ""))
        if outcome != OPEN and (closed[outcome] or written.casefold() not in self._stages):
            written = closed[outcome] or ""
        if not written:
            row.values["stage"] = next(iter(self._stages.values()))
        elif written.casefold() in self._stages:
            row.values["stage"] = self._stages[written.casefold()]
        else:
            row.refuse("stage", "the pipeline of the map has no such stage", written)

    def _closing(self, row: Row) -> None:
        created: datetime = row.values["created_at"]
        closed: datetime | None = row.values.get("closed_at")
        if row.values["outcome"] == OPEN:
            if closed is not None:
                row.warn(
                    "closed_at", "an open deal with a closing date: the date is left out", closed
                )
                del row.values["closed_at"]
        elif closed is None:
            if self._section.closed_without_date == "refuse":
                row.refuse("closed_at", "a closed deal without a closing date")
            row.warn("closed_at", "a closed deal without a closing date: closed when created")
            row.values["closed_at"] = created
        elif closed < created:
            row.warn("closed_at", "closed before it was created: closed when created", closed)
            row.values["closed_at"] = created

    def _reason(self, row: Row) -> None:
        outcome, reason = row.values["outcome"], row.values.get("reason")
        if outcome == LOST and reason is None:
            if self._section.reason is not None:
                row.warn("reason", "lost without a reason: “not stated” is set")
            row.values["reason"] = self._plan.not_stated.reason
        elif outcome == WON and reason is not None:
            row.warn("reason", "won with a loss reason: the reason is left out", reason)


def shorten_keys(row: Row) -> None:
    """Cut names that stand for records of the other system to what is kept of an id."""
    for name in ("contact", "company"):
        if name in row.values:
            row.values[name] = row.values[name][:MAX_ID]


def _in_the_past(row: Row) -> None:
    # A day is let pass: the end of today lies ahead, and zones differ.
    latest = clock.now() + timedelta(days=1)
    for name in ("created_at", "closed_at"):
        if name in row.values and row.values[name] > latest:
            row.refuse(name, "a date in the future", row.values[name])


def answered_at(row: Row) -> datetime | None:
    """Return when the client was first answered, by the time it took."""
    seconds = row.values.get("answered_after")
    return None if seconds is None else row.values["created_at"] + timedelta(seconds=seconds)
