"""What arrives, before anybody has judged it: the same for the API, the public form and every later channel."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pritok.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class Incoming:
    """One request of a stranger. `sender` is the token or form whose idempotency keys are compared.

    `payload` holds the words as sent (keys as in POST /intake); `suspicion`, when not empty, is why a human has to
    look first; `language` is that of refusals. The id is made here, so that writing it twice cannot make two.
    """

    channel: str
    sender: str
    payload: dict[str, Any]
    key: str | None = None
    form_id: int | None = None
    suspicion: str = ""
    language: str = "en"
    ip: str | None = None
    user_agent: str = ""
    id: UUID = field(default_factory=new_id)

    @property
    def body_hash(self) -> str:
        """SHA-256 of the payload in one canonical form; equal bodies have equal hashes."""
        text = json.dumps(self.payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Receipt:
    """The acknowledgement, given only after the commit; `is_repeat`: the request had been taken before."""

    request_id: UUID
    deal_id: UUID | None
    promised_at: datetime
    status_token: str
    is_repeat: bool


def text_hash(text: str) -> str:
    """Return the SHA-256 of a consent text as it is stored beside the consent."""
    return hashlib.sha256(text.encode()).hexdigest()
