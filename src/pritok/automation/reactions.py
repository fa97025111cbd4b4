"""What the loop does about each kind of fact. Doing it twice is doing it once: two loops may see one fact."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pritok.accounts.actor import system
from pritok.intake.actions.answering import note_answers
from pritok.journal.reading import PlacedFact
from pritok.kit import clock
from pritok.routing.actions.waiting import follow_pipeline, leave_line, stand_in_line

AUTOMATION = system("automation")
# Histories come in with the dates they had: nobody waits for a manager or an answer from back then.
_LONG_AGO = timedelta(days=2)
_HISTORIES = {"import", "demo"}


def react(fact: PlacedFact) -> None:
    """Do what the fact calls for, if anything. Call it in a transaction."""
    reaction = _REACTIONS.get(fact.kind)
    if reaction is not None and clock.now() - fact.at < _LONG_AGO:
        reaction(fact, fact.payload)


def _created(fact: PlacedFact, payload: Any) -> None:
    if payload.owner is None and payload.via not in _HISTORIES:
        _line_up(fact, channel=payload.via, is_returning=payload.is_returning)


def _assigned(fact: PlacedFact, payload: Any) -> None:
    if payload.to_owner is not None:
        _leave(fact, payload)
    elif payload.how not in _HISTORIES:
        _line_up(fact, former_id=payload.from_owner)


def _reopened(fact: PlacedFact, _payload: Any) -> None:
    if fact.owner_id is None:
        _line_up(fact)


def _line_up(fact: PlacedFact, **known: Any) -> None:
    if fact.deal_id is not None:
        stand_in_line(AUTOMATION, deal_id=fact.deal_id, since=fact.at, **known)


def _moved(fact: PlacedFact, payload: Any) -> None:
    if payload.pipeline is not None and fact.deal_id is not None:
        follow_pipeline(AUTOMATION, deal_id=fact.deal_id, pipeline_id=payload.pipeline)


def _leave(fact: PlacedFact, _payload: Any) -> None:
    if fact.deal_id is not None:
        leave_line(AUTOMATION, deal_id=fact.deal_id)


def _contacted(fact: PlacedFact, payload: Any) -> None:
    is_answer = payload.direction == "out" and payload.answered and not payload.is_automatic
    if is_answer and fact.deal_id is not None:
        note_answers(
            AUTOMATION,
            deal_id=fact.deal_id,
            at=fact.at,
            owner_id=fact.owner_id,
            cause=fact.id,
        )


_REACTIONS: dict[str, Callable[[PlacedFact, Any], None]] = {
    "deal.created": _created,
    "deal.assigned": _assigned,
    "deal.reopened": _reopened,
    "deal.moved": _moved,
    "deal.won": _leave,
    "deal.lost": _leave,
    "deal.deleted": _leave,
    "deal.merged": _leave,
    "contact.made": _contacted,
}
