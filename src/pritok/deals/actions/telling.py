"""One history, told step by step into facts and the row the deal ends as."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from pritok.catalog.models import LossReason
from pritok.catalog.queries import category_of_product
from pritok.deals import events, history
from pritok.deals.lines import LineDraft, amount_of
from pritok.deals.models import Stage, State
from pritok.journal.payloads import Payload
from pritok.journal.recording import Draft, users
from pritok.kit.errors import Invalid
from pritok.kit.texts import search_key


@dataclass(frozen=True)
class Dictionaries:
    """What facts say about keys: a stage's pipeline and position, a reason's group, a product's category."""

    stages: dict[int, tuple[int, int]]
    reasons: dict[int, tuple[int, bool]]
    categories: dict[int, int | None]

    @classmethod
    def load(cls) -> "Dictionaries":
        stages = Stage.objects.values_list("pk", "pipeline_id", "position")
        reasons = LossReason.objects.select_related("group")
        return cls(
            stages={pk: (pipeline, position) for pk, pipeline, position in stages},
            reasons={r.pk: (r.group_id, r.is_refusal and r.group.is_refusal) for r in reasons},
            categories=category_of_product(),
        )


@dataclass(frozen=True, slots=True)
class Owner:
    """The person who held the deal at that moment, as the author of what was done with it."""

    author_id: str
    author_kind: Any = "person"


class Telling:
    """`tell()` first, then `deal_row()` and `line_rows()`."""

    def __init__(
        self, told: history.History, known: Dictionaries, *, via: str, by_owners: bool
    ) -> None:
        self._told = told
        self._known = known
        self._via = via
        self._by_owners = by_owners
        self._subject = f"deal:{told.id}"
        self._drafts: list[Draft] = []
        self._at = told.created_at
        self._stage = told.stage_id
        self._stage_entered_at = told.created_at
        self._state: str = State.OPEN
        self._owner = told.owner_id
        self._owner_since = told.created_at if told.owner_id is not None else None
        self._dimensions = {name: getattr(told, name) for name in events.DIMENSIONS}
        self._amount = told.amount_minor
        self._lines: tuple[LineDraft, ...] = ()
        self._closed_at: datetime | None = None
        self._reason: int | None = None
        self._comment = ""
        self._paused_until: datetime | None = None
        self._pause_reason = ""
        self._answered_at: datetime | None = None
        self._touched_at: datetime | None = None

    def tell(self) -> list[Draft]:
        """Return the facts in order; Invalid when a step cannot have happened."""
        self._created()
        for step in self._told.steps:
            if step.at < self._at:
                raise self._impossible("A step lies before the one it follows.")
            self._at = step.at
            _TELL[type(step)](self, step)
        return self._drafts

    def deal_row(self) -> tuple[object, ...]:
        """Return the values of `history.DEAL_COLUMNS`."""
        told = self._told
        return (
            told.id, told.title, search_key(told.title), told.pipeline_id, self._stage, self._stage_entered_at,
            self._state, self._owner, self._owner_since, told.contact_id, told.company_id,
            *self._dimensions.values(), self._amount, told.currency, told.created_at, self._closed_at,
            self._reason, self._comment, self._paused_until, self._pause_reason, told.request_id,
            told.promised_at, told.answer_due_at, self._answered_at, self._touched_at, told.next_task_at,
            dict(told.custom), self._version,
        )  # fmt: skip

    def line_rows(self) -> list[tuple[object, ...]]:
        """Return the values of `history.LINE_COLUMNS` for every line."""
        return [
            (
                self._told.id, line.product_id, line.name, Decimal(line.quantity_milli) / 1000, line.price_minor,
                line.discount_minor, line.cost_minor, position,
            )
            for position, line in enumerate(self._lines)
        ]  # fmt: skip

    @property
    def _version(self) -> int:
        # Facts of rooms above change no row of the deal.
        return sum(draft.payload.kind.startswith("deal.") for draft in self._drafts)

    def _created(self) -> None:
        told = self._told
        payload = events.DealCreated(
            pipeline=told.pipeline_id,
            stage=told.stage_id,
            stage_position=self._position(told.stage_id),
            currency=told.currency,
            via=told.via or self._via,
            owner=told.owner_id,
            **self._dimensions,
            category=self._category(told.product),
            amount_minor=told.amount_minor,
            contact=told.contact_id,
            company=told.company_id,
            request=told.request_id,
            is_returning=told.is_returning,
            promised_at=_iso(told.promised_at),
            answer_due_at=_iso(told.answer_due_at),
        )
        self._record(payload, is_signed=False)

    def _moved(self, step: history.Moved) -> None:
        self._must_be_open()
        position = self._position(step.stage_id)
        if step.stage_id == self._stage:
            return
        self._record(
            events.DealMoved(from_stage=self._stage, to_stage=step.stage_id, to_position=position)
        )
        self._stage, self._stage_entered_at = step.stage_id, step.at

    def _assigned(self, step: history.Assigned) -> None:
        former = self._owner
        if step.owner_id == former:
            return
        self._owner = step.owner_id
        self._owner_since = step.at if step.owner_id is not None else None
        payload = events.DealAssigned(from_owner=former, to_owner=step.owner_id, how=step.how)
        # Who claims a deal does it; who is given one does not.
        is_signed = step.how == "claim"
        self._record(payload, audience=_audience(step.owner_id, former), is_signed=is_signed)

    def _edited(self, step: history.Edited) -> None:
        changed = {k: v for k, v in step.dimensions.items() if self._dimensions[k] != v}
        self._dimensions.update(changed)
        fields = sorted(changed)
        amount = step.amount_minor if step.amount_minor != self._amount else None
        if amount is not None:
            self._amount = amount
            fields.append("amount")
        if not fields:
            return
        category = self._category(changed.get("product"))
        self._record(
            events.DealEdited(
                fields=fields, dimensions=changed, amount_minor=amount, category=category
            )
        )

    def _lined(self, step: history.Lines) -> None:
        self._must_be_open()
        self._lines = tuple(step.lines)
        if self._lines:
            self._amount = amount_of(self._lines)
        facts = [fact_of(line, self._category(line.product_id)) for line in self._lines]
        self._record(events.DealLinesChanged(lines=facts, amount_minor=self._amount))

    def _paused(self, step: history.Paused) -> None:
        self._must_be_open()
        self._paused_until, self._pause_reason = step.until, step.reason
        self._record(events.DealPaused(until=step.until.isoformat()))

    def _resumed(self, _step: history.Resumed | None = None) -> None:
        if self._paused_until is None:
            return
        self._paused_until, self._pause_reason = None, ""
        self._record(events.DealResumed())

    def _answered(self, step: history.Answered) -> None:
        if self._answered_at is not None:
            return
        self._answered_at = step.at
        due = self._told.answer_due_at
        self._record(events.DealAnswered(within_target=None if due is None else step.at <= due))

    def _won(self, step: history.Won) -> None:
        self._must_be_open()
        self._resumed()
        if step.amount_minor is not None and step.amount_minor != self._amount:
            self._edited(history.Edited(at=step.at, amount_minor=step.amount_minor))
        self._record(events.DealWon(stage=self._stage, amount_minor=self._amount))
        self._state, self._closed_at = State.WON, step.at

    def _lost(self, step: history.Lost) -> None:
        self._must_be_open()
        self._resumed()
        if step.reason_id not in self._known.reasons:
            raise self._impossible("There is no such loss reason.")
        group, is_refusal = self._known.reasons[step.reason_id]
        payload = events.DealLost(
            stage=self._stage,
            reason=step.reason_id,
            reason_group=group,
            is_refusal=is_refusal,
            amount_minor=self._amount,
        )
        self._record(payload)
        self._state, self._closed_at = State.LOST, step.at
        self._reason, self._comment = step.reason_id, step.comment

    def _reopened(self, _step: history.Reopened) -> None:
        if self._state == State.OPEN:
            raise self._impossible("An open deal cannot be reopened.")
        self._record(events.DealReopened(stage=self._stage, was=str(self._state)))
        self._state, self._closed_at = State.OPEN, None
        self._reason, self._comment = None, ""

    def _heard(self, step: history.Told) -> None:
        if step.touches_client:
            self._touched_at = step.at
        self._record(step.payload, by=step.by, is_signed=False)

    def _record(
        self,
        payload: Payload,
        *,
        audience: str | None = None,
        by: int | None = None,
        is_signed: bool = True,
    ) -> None:
        """Add a fact of this moment. Unsigned ones, and all without `by_owners`, are the importer's own."""
        if by is None and is_signed and self._by_owners:
            by = self._owner
        author = None if by is None else _person(by)
        audience = audience or _audience(self._owner)
        self._drafts.append(
            Draft(
                payload, self._subject, audience, self._told.id, self._owner, self._at, None, author
            )
        )

    def _position(self, stage_id: int) -> int:
        pipeline, position = self._known.stages.get(stage_id, (None, 0))
        if pipeline != self._told.pipeline_id:
            raise self._impossible("The stage is not of the deal's pipeline.")
        return position

    def _category(self, product_id: int | None) -> int | None:
        return None if product_id is None else self._known.categories.get(product_id)

    def _must_be_open(self) -> None:
        if self._state != State.OPEN:
            raise self._impossible("A closed deal takes no such step.")

    def _impossible(self, sentence: str) -> Invalid:
        return Invalid(sentence, code="impossible_history", fields={self._told.key: sentence})


_TELL: dict[type, Callable[[Telling, Any], None]] = {
    history.Moved: Telling._moved,
    history.Assigned: Telling._assigned,
    history.Edited: Telling._edited,
    history.Lines: Telling._lined,
    history.Paused: Telling._paused,
    history.Resumed: Telling._resumed,
    history.Answered: Telling._answered,
    history.Won: Telling._won,
    history.Lost: Telling._lost,
    history.Reopened: Telling._reopened,
    history.Told: Telling._heard,
}


def fact_of(line: LineDraft, category: int | None) -> events.Line:
    """Return a line as facts say it: numbers and keys, no names."""
    return events.Line(
        quantity_milli=line.quantity_milli,
        price_minor=line.price_minor,
        discount_minor=line.discount_minor,
        cost_minor=line.cost_minor,
        product=line.product_id,
        category=category,
    )


@cache
def _audience(*owners: int | None) -> str:
    return users(*owners)


@cache
def _person(person_id: int) -> Owner:
    return Owner(str(person_id))


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
