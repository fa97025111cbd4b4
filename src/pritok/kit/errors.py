"""Business refusals: each has a stable code and the HTTP status it becomes at the edge."""

from typing import Any


class Refusal(Exception):
    """A request that is understood and refused. `fields` maps a field path to a sentence."""

    status = 400
    code = "refused"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        fields: dict[str, str] | None = None,
        extra: dict[str, Any] | None = None,
        retry_after_s: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.fields = fields or {}
        self.extra = extra or {}
        self.retry_after_s = retry_after_s


class Unauthenticated(Refusal):
    status = 401
    code = "unauthenticated"


class Forbidden(Refusal):
    status = 403
    code = "forbidden"


class NotFound(Refusal):
    """Also the answer for what exists but may not be seen."""

    status = 404
    code = "not_found"

    def __init__(self, message: str = "There is no such record.", **kwargs: Any) -> None:
        super().__init__(message, **kwargs)


class Conflict(Refusal):
    status = 409
    code = "conflict"


class Gone(Refusal):
    status = 410
    code = "gone"


class Invalid(Refusal):
    """Malformed or impossible input, with the path of each wrong field."""

    status = 422
    code = "invalid"


class TooMany(Refusal):
    status = 429
    code = "too_many"


class Unavailable(Refusal):
    status = 503
    code = "unavailable"


def wrong(path: str, sentence: str, *, code: str | None = None) -> Invalid:
    """Return the refusal of one input field, to be raised where the field is read."""
    return Invalid(sentence, code=code, fields={path: sentence})
