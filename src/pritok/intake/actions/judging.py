"""What a person decides about a request that a rule put aside or that could not be processed."""

from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.intake.access import get_judged_request
from pritok.intake.actions.processing import process_request
from pritok.intake.events import RequestJunked, RequestReleased
from pritok.intake.models import Request
from pritok.intake.rules import Rules
from pritok.journal.recording import POOL, record
from pritok.kit.errors import Conflict

_OPEN_TO_JUDGEMENT = {"quarantined", "failed", "received", "junk"}


def accept_request(actor: Actor, *, request_id: UUID) -> Request:
    """Let a request in that was put aside, was junk by mistake, or failed; it becomes a deal at once."""
    with transaction.atomic():
        request = _locked(actor, request_id)
        request.state, request.reason, request.attempts = "received", "", 0
        _tell(actor, RequestReleased(request=request.pk))
        process_request(actor, request=request, rules=Rules.load())
        request.save()
    return request


def junk_request(actor: Actor, *, request_id: UUID) -> Request:
    """Put a request away for good; its words stay."""
    with transaction.atomic():
        request = _locked(actor, request_id)
        request.state = "junk"
        request.save(update_fields=["state"])
        _tell(actor, RequestJunked(request=request.pk))
    return request


def _locked(actor: Actor, request_id: UUID) -> Request:
    request = get_judged_request(actor, request_id)
    if request.state not in _OPEN_TO_JUDGEMENT:
        raise Conflict("This request is a deal already.", code="already_done")
    return request


def _tell(actor: Actor, fact: RequestReleased | RequestJunked) -> None:
    record(actor, fact, subject=f"request:{fact.request}", audience=POOL)
