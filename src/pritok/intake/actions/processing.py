"""Making a deal of one stored request, alone, and trying again when that fails."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import translation

from pritok.accounts.actor import Actor
from pritok.intake.actions.planning import Work, plan_deals
from pritok.intake.events import RequestFailed
from pritok.intake.leads import Lead, read_lead
from pritok.intake.models import Request
from pritok.intake.rules import Rules
from pritok.journal.recording import POOL, record, write_prepared
from pritok.kit import clock

_log = logging.getLogger("pritok.intake")
MAX_ATTEMPTS = 5
_FIRST_PAUSE = timedelta(seconds=5)


def process_request(
    actor: Actor, *, request: Request, rules: Rules, lead: Lead | None = None
) -> bool:
    """Make a deal of a request and note on it what became of it; the caller saves it in the same transaction.

    On failure the request stays as it was, to be tried again later; after `MAX_ATTEMPTS` it is failed. Returns
    whether a deal came out.
    """
    try:
        with transaction.atomic(), translation.override(rules.organisation.language):
            work = Work(request, lead or read_lead(request.payload, rules))
            prepared, _ = plan_deals([work], rules)
            write_prepared(prepared)
    except Exception as failure:  # noqa: BLE001 - the request is safe whatever went wrong with it
        _log.exception("request %s was not processed", request.pk)
        _note_failure(actor, request, failure)
        return False
    return True


def retry_received(actor: Actor, *, limit: int = 20) -> int:
    """Try again the requests whose processing failed and whose pause is over; return how many were tried."""
    tried = 0
    waiting = Request.objects.filter(state="received").order_by("received_at")
    for request_id in list(waiting.values_list("pk", flat=True)[:500]):
        with transaction.atomic():
            rows = Request.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
            request = rows.filter(pk=request_id, state="received").first()
            if request is None or not _is_due(request):
                continue
            process_request(actor, request=request, rules=Rules.load())
            request.save()
        tried += 1
        if tried == limit:
            break
    return tried


def _note_failure(actor: Actor, request: Request, failure: Exception) -> None:
    # The object may hold what the rolled-back steps put on it.
    request.deal_id = request.contact_id = None
    request.is_matched = False
    request.state = "received"
    request.attempts += 1
    request.reason = type(failure).__name__[:60]
    if request.attempts >= MAX_ATTEMPTS:
        request.state = "failed"
        fact = RequestFailed(request=request.pk, attempts=request.attempts)
        record(actor, fact, subject=f"request:{request.pk}", audience=POOL)


def _is_due(request: Request) -> bool:
    pause = _FIRST_PAUSE * int(4 ** max(request.attempts - 1, 0))
    return clock.now() >= request.received_at + pause
