"""What a person agreed to."""

from datetime import datetime

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.clients.access import must_hand_in
from pritok.clients.events import ConsentGiven
from pritok.clients.models import Consent, Contact
from pritok.journal.recording import record, users


def give_consent(
    actor: Actor,
    *,
    contact: Contact,
    purpose: str,
    text_version: str,
    text_hash: str,
    given_at: datetime,
    form_id: int | None = None,
    ip: str | None = None,
    user_agent: str = "",
) -> Consent:
    """Keep which text, by version and hash, this person agreed to, when and from where."""
    must_hand_in(actor)
    with transaction.atomic():
        consent = Consent.objects.create(
            contact=contact,
            purpose=purpose,
            text_version=text_version,
            text_hash=text_hash,
            given_at=given_at,
            form_id=form_id,
            ip=ip,
            user_agent=user_agent[:300],
        )
        record(
            actor,
            ConsentGiven(contact=contact.pk, purpose=purpose, text_version=text_version),
            subject=f"contact:{contact.pk}",
            audience=users(contact.owner_id),
            owner_id=contact.owner_id,
            at=given_at,
        )
    return consent
