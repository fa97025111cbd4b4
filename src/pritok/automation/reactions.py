"""What the loop does about each kind of fact. Doing it twice is doing it once: two loops may see one fact."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from pritok.accounts.actor import system
from pritok.desk.actions.following import Handed, follow_merge, follow_owners
from pritok.intake.actions.answering import note_answers
from pritok.journal.reading import PlacedFact
from pritok.kit import clock
from pritok.routing.actions.waiting import Waiter, follow_pipeline, leave_line, stand_in_line

AUTOMATION = system("automation")
# Histories come in with the dates they had: nobody waits for a manager or an answer from back then.
_LONG_AGO = timedelta(days=2)
_HISTORIES = {"import", "demo"}


@dataclass
class _Line:
    """What a run of facts says about the line; its order does not matter, the deals' state now decides."""

    joining: dict[UUID, Waiter] = field(default_factory=dict)
    leaving: list[UUID] = field(default_factory=list)
    handed: list[Handed] = field(default_factory=list)


def react(facts: Sequence[PlacedFact]) -> None:
    """Do what the facts call for. Call it in a transaction."""
    line = _Line()
    now = clock.now()
    for fact in facts:
        reaction = _REACTIONS.get(fact.kind)
        is_recent = now - fact.at < _LONG_AGO
        if reaction is not None and is_recent and fact.deal_id is not None:
            reaction(fact, fact.deal_id, fact.payload, line)
    if line.handed:
        follow_owners(AUTOMATION, handed=line.handed)
    if line.leaving:
        leave_line(AUTOMATION, deal_ids=line.leaving)
    if line.joining:
        stand_in_line(AUTOMATION, waiters=list(line.joining.values()))


def _created(fact: PlacedFact, deal_id: UUID, payload: Any, line: _Line) -> None:
    if payload.owner is None and payload.via not in _HISTORIES:
        line.joining[deal_id] = Waiter(
            deal_id, fact.at, channel=payload.via, is_returning=payload.is_returning
        )


def _assigned(fact: PlacedFact, deal_id: UUID, payload: Any, line: _Line) -> None:
    line.handed.append(Handed(deal_id, payload.from_owner, fact.id))
    if payload.to_owner is not None:
        line.leaving.append(deal_id)
    elif payload.how not in _HISTORIES:
        line.joining[deal_id] = Waiter(deal_id, fact.at, former_id=payload.from_owner)


def _reopened(fact: PlacedFact, deal_id: UUID, _payload: Any, line: _Line) -> None:
    if fact.owner_id is None:
        line.joining[deal_id] = Waiter(deal_id, fact.at)


def _moved(_fact: PlacedFact, deal_id: UUID, payload: Any, _line: _Line) -> None:
    if payload.pipeline is not None:
        follow_pipeline(AUTOMATION, deal_id=deal_id, pipeline_id=payload.pipeline)


def _ended(_fact: PlacedFact, deal_id: UUID, _payload: Any, line: _Line) -> None:
    line.leaving.append(deal_id)


def _merged(fact: PlacedFact, deal_id: UUID, _payload: Any, line: _Line) -> None:
    line.leaving.append(deal_id)
    follow_merge(AUTOMATION, merged=deal_id, cause=fact.id)


def _contacted(fact: PlacedFact, deal_id: UUID, payload: Any, _line: _Line) -> None:
    if payload.direction == "out" and payload.answered and not payload.is_automatic:
        note_answers(AUTOMATION, deal_id=deal_id, at=fact.at, owner_id=fact.owner_id, cause=fact.id)


_REACTIONS: dict[str, Callable[[PlacedFact, UUID, Any, _Line], None]] = {
    "deal.created": _created,
    "deal.assigned": _assigned,
    "deal.reopened": _reopened,
    "deal.moved": _moved,
    "deal.won": _ended,
    "deal.lost": _ended,
    "deal.deleted": _ended,
    "deal.merged": _merged,
    "contact.made": _contacted,
}
