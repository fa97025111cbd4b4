"""Facts about requests. What the stranger wrote stays in the request's row."""

from uuid import UUID

from pritok.journal.payloads import Payload


class RequestReceived(Payload, frozen=True):
    kind = "request.received"
    request: UUID
    channel: str
    form: int | None = None


class RequestQuarantined(Payload, frozen=True):
    kind = "request.quarantined"
    request: UUID
    reason: str


class RequestReleased(Payload, frozen=True):
    kind = "request.released"
    request: UUID


class RequestJunked(Payload, frozen=True):
    kind = "request.junked"
    request: UUID


class RequestFailed(Payload, frozen=True):
    """Nothing became of it after this many tries; a person has to look."""

    kind = "request.failed"
    request: UUID
    attempts: int


class RequestAnswered(Payload, frozen=True):
    """A person answered the client for the first time since this request."""

    kind = "request.answered"
    request: UUID


class RequestMatched(Payload, frozen=True):
    """The sender already had an open deal: the request joined it (the envelope's deal)."""

    kind = "request.matched"
    request: UUID


class FormChanged(Payload, frozen=True):
    kind = "form.changed"
    form: int
    fields: list[str]
    consent_version: int
