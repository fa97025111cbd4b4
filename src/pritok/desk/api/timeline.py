"""The timeline of a deal, notes, logged contacts, and handing a deal over."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from pritok.accounts.actor import Actor
from pritok.api.auth import actor_of
from pritok.api.naming import Names
from pritok.api.responses import errors
from pritok.api.schemas import Run
from pritok.deals.access import get_deal
from pritok.deals.models import Deal
from pritok.deals.schemas.given import OwnerIn
from pritok.deals.schemas.out import DealOut
from pritok.deals.schemas.showing import show, version_of
from pritok.desk.actions import add_note, hand_over, log_contact
from pritok.desk.schemas import (
    ContactLogIn,
    Doer,
    NoteIn,
    TextOut,
    TimelineAsked,
    TimelineEntry,
    TitledDeal,
)
from pritok.desk.timeline import shown_data, text_ids, texts_behind, with_defaults
from pritok.journal.reading import PlacedFact, deal_facts

router = Router(tags=["desk"])
# A contact may stop the answer clock: its fact is then the last but one.
_JUST_WRITTEN = 5


@router.get(
    "/deals/{uuid:deal_id}/timeline",
    response=errors(404, ok={200: Run[TimelineEntry]}),
    operation_id="listTimeline",
    exclude_unset=True,
)
def read_timeline(
    request: HttpRequest, deal_id: UUID, query: Query[TimelineAsked]
) -> Run[TimelineEntry]:
    """What happened to a deal, newest first."""
    actor = actor_of(request)
    deal = get_deal(actor, deal_id)
    before = None if query.cursor is None else int(query.cursor)
    facts = deal_facts(deal.pk, before=before, limit=query.limit + 1)
    shown = facts[: query.limit]
    following = str(shown[-1].position) if len(facts) > query.limit else None
    return Run[TimelineEntry](items=_entries(actor, deal, shown), next=following)


@router.post(
    "/deals/{uuid:deal_id}/notes",
    response=errors(404, ok={201: TimelineEntry}),
    operation_id="addNote",
    exclude_unset=True,
)
def post_note(request: HttpRequest, deal_id: UUID, body: NoteIn) -> Status[TimelineEntry]:
    actor = actor_of(request)
    note = add_note(actor, deal=deal_id, text=body.text)
    return Status(201, _entry_about(actor, deal_id, note.pk))


@router.post(
    "/deals/{uuid:deal_id}/contacts",
    response=errors(404, ok={201: TimelineEntry}),
    operation_id="logContact",
    exclude_unset=True,
)
def post_contact(request: HttpRequest, deal_id: UUID, body: ContactLogIn) -> Status[TimelineEntry]:
    """Log a call, e-mail, message or meeting that took place."""
    actor = actor_of(request)
    event = log_contact(
        actor,
        deal=deal_id,
        channel=body.channel,
        direction=body.direction,
        answered=body.answered,
        at=body.at,
        seconds=body.seconds,
        text=body.text or "",
    )
    return Status(201, _entry_about(actor, deal_id, event.pk))


@router.put(
    "/deals/{uuid:deal_id}/owner",
    response=errors(404, 409, ok={200: DealOut}),
    operation_id="assignDeal",
    exclude_unset=True,
)
def put_owner(request: HttpRequest, deal_id: UUID, body: OwnerIn) -> DealOut:
    """Give a deal to a person or to the pool, or claim it from the pool for oneself."""
    actor = actor_of(request)
    version = version_of(request)
    deal = hand_over(actor, deal=deal_id, to=body.manager, reason=body.reason, version=version)
    return show(actor, deal)


def _entry_about(actor: Actor, deal_id: UUID, written: UUID) -> TimelineEntry:
    deal = get_deal(actor, deal_id)
    entries = _entries(actor, deal, deal_facts(deal_id, limit=_JUST_WRITTEN))
    return next(e for e in entries if str(written) in (e.data.get("note"), e.data.get("event")))


def _entries(actor: Actor, deal: Deal, facts: list[PlacedFact]) -> list[TimelineEntry]:
    names = Names()
    told = [(fact, with_defaults(fact, names.data(fact))) for fact in facts]
    texts = texts_behind(told)
    return [_entry(actor, deal, names, fact, data, texts) for fact, data in told]


def _entry(
    actor: Actor,
    deal: Deal,
    names: Names,
    fact: PlacedFact,
    data: dict[str, Any],
    texts: dict[UUID, str],
) -> TimelineEntry:
    entry = TimelineEntry(
        position=fact.position,
        at=fact.at,
        kind=fact.kind,
        actor=Doer(**names.actor(fact)),
        deal=TitledDeal(id=deal.pk, title=deal.title),
        data=shown_data(actor, data, deal.currency),
    )
    written = text_ids(fact, data)
    if written in texts:
        entry.note = TextOut(id=written, text=texts[written])
    return entry
