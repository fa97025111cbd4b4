"""Declaring what a route may answer, so that the OpenAPI knows every status and not only the happy one."""

from collections.abc import Mapping
from typing import Any

from ninja.responses import Status

from pritok.api.schemas import ErrorBody, StaleBody

# What a route with `ok={204: None}` returns: ninja takes a bare None for an empty 200.
NO_CONTENT: Status[None] = Status(204, None)

# Any request may be malformed, signed out, or too large; none of that depends on the route.
_ALWAYS = (400, 401, 403, 413, 422, 429)


def errors(*statuses: int, ok: Mapping[int, Any]) -> dict[int, Any]:
    """Return the `response=` of a route: its good answers, the errors named, and those of every route."""
    declared: dict[int, Any] = dict(ok)
    for status in sorted({*_ALWAYS, *statuses}):
        declared[status] = StaleBody if status == 409 else ErrorBody
    return declared
