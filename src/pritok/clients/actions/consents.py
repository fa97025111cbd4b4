"""What people agreed to."""

from collections.abc import Sequence

from pritok.accounts.actor import Actor
from pritok.clients.events import ConsentGiven
from pritok.clients.history import Agreed
from pritok.clients.models import Consent
from pritok.journal.recording import Draft, prepare_facts, users
from pritok.kit.bulk_insert import Prepared, prepare_rows
from pritok.kit.ids import new_id

CONSENT_COLUMNS = (
    "id", "contact", "purpose", "text_version", "text_hash", "given_at", "form_id", "ip", "user_agent",
)  # fmt: skip


def prepare_consents(actor: Actor, batch: Sequence[Agreed]) -> list[Prepared]:
    """Return what keeps which text, by version and hash, each person agreed to, when and from where."""
    rows = [
        (
            new_id(), a.contact_id, a.purpose, a.text_version, a.text_hash, a.given_at, a.form_id, a.ip,
            a.user_agent[:300],
        )
        for a in batch
    ]  # fmt: skip
    drafts = [
        Draft(
            ConsentGiven(contact=a.contact_id, purpose=a.purpose, text_version=a.text_version),
            subject=f"contact:{a.contact_id}",
            audience=users(a.owner_id),
            owner_id=a.owner_id,
            at=a.given_at,
        )
        for a in batch
    ]
    return [prepare_rows(Consent, CONSENT_COLUMNS, rows), prepare_facts(actor, drafts)]
