"""Making a deal of a stored request, step by step, and trying again when a step fails."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pritok.accounts.actor import Actor, system
from pritok.clients.actions import add_contact, add_point, give_consent
from pritok.clients.models import Contact
from pritok.clients.queries import find_contact
from pritok.deals.actions.creating import create_deal
from pritok.deals.models import Deal
from pritok.deals.queries.listing import open_deal_of_contact
from pritok.desk.actions import add_note
from pritok.intake.events import RequestFailed, RequestMatched
from pritok.intake.incoming import text_hash
from pritok.intake.leads import Lead, read_lead
from pritok.intake.models import Request
from pritok.intake.rules import Rules
from pritok.journal.recording import POOL, record, users
from pritok.kit import clock

_log = logging.getLogger("pritok.intake")
MAX_ATTEMPTS = 5
_FIRST_PAUSE = timedelta(seconds=5)
_INTAKE = system("intake")


def process_request(
    actor: Actor, *, request: Request, rules: Rules, lead: Lead | None = None
) -> bool:
    """Make a deal of a request and note on it what became of it; the caller saves it in the same transaction.

    On failure the request stays as it was, to be tried again later; after `MAX_ATTEMPTS` it is failed. Returns
    whether a deal came out.
    """
    try:
        with transaction.atomic(), translation.override(rules.organisation.language):
            _make_deal(request, lead or read_lead(request.payload, rules), rules)
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


def _make_deal(request: Request, lead: Lead, rules: Rules) -> None:
    contact = find_contact(lead.phone, lead.email)
    deal = open_deal_of_contact(contact) if contact else None
    if contact is None:
        contact = add_contact(_INTAKE, name=lead.who, points=lead.points)
    else:
        _complete(contact, lead)
    if deal is None:
        deal = _open_deal(request, lead, contact, rules)
    else:
        _join(request, deal)
    _keep_consent(request, contact)
    if lead.note:
        add_note(_INTAKE, deal=deal, text=lead.note)
    request.deal, request.contact = deal, contact
    request.state, request.reason = "done", ""


def _complete(contact: Contact, lead: Lead) -> None:
    """A known person may write from a new address: the contact learns it."""
    known = {(point.kind, point.value) for point in contact.points.all()}
    for kind, value in lead.points:
        if (kind, value) not in known:
            add_point(_INTAKE, contact=contact, kind=kind, value=value)


def _open_deal(request: Request, lead: Lead, contact: Contact, rules: Rules) -> Deal:
    pipeline = rules.pipeline(request.form.pipeline_id if request.form else None)
    return create_deal(
        _INTAKE,
        title=(_("Request: %(who)s") % {"who": lead.who})[:200],
        pipeline=pipeline.pk,
        contact=contact,
        amount_minor=lead.amount_minor,
        currency=rules.organisation.currency,
        via=request.channel,
        request_id=request.pk,
        promised_at=request.promised_at,
        answer_due_at=request.answer_due_at,
        source=lead.dimensions.get("source"),
        campaign=lead.dimensions.get("campaign"),
        market=lead.dimensions.get("market"),
        product=lead.dimensions.get("product"),
        deal_type=lead.dimensions.get("deal_type"),
    )


def _join(request: Request, deal: Deal) -> None:
    """The sender is in a conversation with us already: the deal and its manager stay."""
    request.is_matched = True
    record(
        _INTAKE,
        RequestMatched(request=request.pk),
        subject=f"request:{request.pk}",
        audience=users(deal.owner_id),
        deal_id=deal.pk,
        owner_id=deal.owner_id,
    )


def _keep_consent(request: Request, contact: Contact) -> None:
    consent = request.payload.get("consent")
    if not consent:
        return
    shown = consent.get("text_hash") or (text_hash(consent["text"]) if consent.get("text") else "")
    give_consent(
        _INTAKE,
        contact=contact,
        purpose=consent["purpose"],
        text_version=consent["text_version"],
        text_hash=shown,
        given_at=request.received_at,
        form_id=request.form_id,
        ip=request.ip,
        user_agent=request.user_agent,
    )


def _note_failure(actor: Actor, request: Request, failure: Exception) -> None:
    # The object may hold what the rolled-back steps put on it.
    request.deal = request.contact = None
    request.is_matched = False
    request.attempts += 1
    request.reason = type(failure).__name__[:60]
    if request.attempts >= MAX_ATTEMPTS:
        request.state = "failed"
        fact = RequestFailed(request=request.pk, attempts=request.attempts)
        record(actor, fact, subject=f"request:{request.pk}", audience=POOL)


def _is_due(request: Request) -> bool:
    pause = _FIRST_PAUSE * int(4 ** max(request.attempts - 1, 0))
    return clock.now() >= request.received_at + pause
