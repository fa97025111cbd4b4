"""One body for everything that goes wrong: `{code, message, fields, request_id}`."""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from pritok.kit.errors import Refusal

_log = logging.getLogger("pritok.api")
_CODES = {
    400: ("bad_request", "The request cannot be read."),
    401: ("unauthenticated", "Sign in, or send a token."),
    403: ("forbidden", "You may not do this."),
    404: ("not_found", "There is no such record."),
    405: ("method_not_allowed", "This address does not know this method."),
    413: ("too_large", "The request is too large."),
    415: ("not_json", "Send the body as application/json."),
    503: ("unavailable", "Please try again in a moment."),
    500: ("failure", "Something went wrong on our side. The request id finds it in the log."),
}
# Where ninja says a value was found; a client knows the field without that.
_PLACES = {"body", "query", "path", "form", "file", "header", "cookie"}


def error_response(
    request: HttpRequest,
    status: int,
    *,
    code: str | None = None,
    message: str | None = None,
    fields: Mapping[str, str] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> JsonResponse:
    """Return the one error body; without a code it is the usual one of the status."""
    usual = _CODES.get(status, ("refused", "The request was refused."))
    body = {
        "code": code or usual[0],
        "message": message or usual[1],
        "fields": dict(fields or {}),
        "request_id": getattr(request, "request_id", ""),
        **(extra or {}),
    }
    return JsonResponse(body, status=status)


def field_paths(problems: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Turn ninja's list of problems into `{"customer.phone": "sentence"}`."""
    fields: dict[str, str] = {}
    for problem in problems:
        place = [str(part) for part in problem["loc"]]
        # Ninja names the argument of the view after the place of a single body; nobody sent that.
        if place[:1] == ["body"]:
            place = place[2:] or ["body"]
        elif place and place[0] in _PLACES:
            # For lists ninja names the argument of the view (ours are called `query`) here too.
            place = place[2:] if place[:2] == ["query", "query"] else place[1:]
        sentence = str(problem["msg"]).removeprefix("Value error, ")
        fields.setdefault(".".join(place) or "body", sentence)
    return fields


def on_refusal(request: HttpRequest, refusal: Refusal) -> JsonResponse:
    response = error_response(
        request,
        refusal.status,
        code=refusal.code,
        message=refusal.message,
        fields=refusal.fields,
        extra=refusal.extra,
    )
    if refusal.retry_after_s is not None:
        response["Retry-After"] = str(refusal.retry_after_s)
    return response


def on_invalid(request: HttpRequest, problem: ValidationError) -> JsonResponse:
    fields = field_paths(problem.errors)
    message = "Some fields are not right."
    return error_response(request, 422, code="invalid", message=message, fields=fields)


def on_http_error(request: HttpRequest, problem: HttpError) -> JsonResponse:
    # The only 400 ninja itself raises is a body that is no JSON, or no UTF-8.
    if problem.status_code == 400:
        return error_response(request, 400, code="bad_json", message="The body is not valid JSON.")
    return error_response(request, problem.status_code)


def on_busy_database(request: HttpRequest, failure: OperationalError) -> JsonResponse:
    """A locked or absent database: nothing was written, and the same request may succeed soon."""
    _log.error("the database did not answer", exc_info=failure)
    response = error_response(request, 503, code="database_busy")
    response["Retry-After"] = "5"
    return response


def on_failure(request: HttpRequest, failure: Exception) -> JsonResponse:
    _log.error("request failed", exc_info=failure)
    return error_response(request, 500)


def install(api: NinjaAPI) -> None:
    """Teach `api` the one error body for every kind of exception."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Exception: on_failure,
        Refusal: on_refusal,
        ValidationError: on_invalid,
        HttpError: on_http_error,
        AuthenticationError: lambda request, _: error_response(request, 401),
        Http404: lambda request, _: error_response(request, 404),
        RequestDataTooBig: lambda request, _: error_response(request, 413),
        SuspiciousOperation: lambda request, _: error_response(request, 400),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
