"""The secret in a client's status link: made from the request's id, so a repeated request gets the same link."""

import base64
import binascii
import hmac
from uuid import UUID

from django.conf import settings

_PURPOSE = b"pritok.intake.status"
_SIGNATURE_BYTES = 16


def status_token(request_id: UUID) -> str:
    """Return 43 characters: the id and 128 bits that only this installation can make."""
    raw = request_id.bytes + _signature(request_id)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def request_of(token: str) -> UUID | None:
    """Return the request a genuine token leads to, None for any other text."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    if len(raw) != 16 + _SIGNATURE_BYTES:
        return None
    request_id = UUID(bytes=raw[:16])
    return request_id if hmac.compare_digest(raw[16:], _signature(request_id)) else None


def _signature(request_id: UUID) -> bytes:
    key = hmac.digest(settings.SECRET_KEY.encode(), _PURPOSE, "sha256")
    return hmac.digest(key, request_id.bytes, "sha256")[:_SIGNATURE_BYTES]
