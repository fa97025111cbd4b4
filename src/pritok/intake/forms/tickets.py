"""A ticket stands in every shown form: signed, for one form, for one submission, for some hours.

Its nonce is the idempotency key, so a double click is one request. A ticket may also ask for a proof of work,
which is bound to the nonce: a proof is worth nothing for another ticket, another form or a second time.
"""

import hashlib
import secrets
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing

from pritok.kit import clock

LIFETIME_S = 12 * 3600
# A person needs longer than this to read one label and type one number.
FILL_TIME_S = 3
# About 65,000 hashes: half a second on a phone, and a bill for who sends ten thousand.
DIFFICULTY_BITS = 16
_SALT = "pritok.intake.ticket"
_LONGEST_ANSWER = 20


@dataclass(frozen=True, slots=True)
class Ticket:
    """`version` is the consent text that was shown; `bits` the work asked for, 0 for none."""

    form: int
    version: int
    issued_at: float
    nonce: str
    bits: int = 0

    @property
    def age_s(self) -> float:
        return clock.now().timestamp() - self.issued_at


def issue(*, form: int, version: int, bits: int = 0) -> Ticket:
    """Make a fresh ticket."""
    nonce = secrets.token_urlsafe(12)
    return Ticket(form, version, clock.now().timestamp(), nonce, bits)


def sign(ticket: Ticket) -> str:
    return signing.dumps(asdict(ticket), salt=_SALT)


def read(text: str, *, form: int) -> Ticket | None:
    """Return the ticket if it is ours, of this form and still alive."""
    try:
        fields: dict[str, Any] = signing.loads(text, salt=_SALT)
        ticket = Ticket(**fields)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    is_alive = -60 <= ticket.age_s <= LIFETIME_S
    return ticket if ticket.form == form and is_alive else None


def is_proven(ticket: Ticket, answer: str) -> bool:
    """Say whether SHA-256 of `nonce:answer` begins with the bits asked for."""
    if ticket.bits == 0:
        return True
    if not answer.isascii() or not answer.isdigit() or len(answer) > _LONGEST_ANSWER:
        return False
    digest = hashlib.sha256(f"{ticket.nonce}:{answer}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - ticket.bits) == 0
