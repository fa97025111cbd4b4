"""What every request gets: an id, a clean address, one error body under /api, one log line."""

import re
import time
from collections.abc import Awaitable, Callable
from uuid import uuid4

import structlog
from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

from pritok.api.errors import error_response

_log = structlog.get_logger("pritok.request")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_SECRET = re.compile(r"^(/(?:calendar|o|r)/)[^/]{16,}")
_GetResponse = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


@sync_and_async_middleware
def request_context(get_response: _GetResponse) -> Callable[[HttpRequest], object]:
    """Name the request, refuse addresses that no database can hold, and log how it ended."""
    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            started = _begin(request)
            refused = _refusal(request)
            response = refused or await get_response(request)
            return _finish(request, response, started)

        return answer_async

    def answer(request: HttpRequest) -> HttpResponseBase:
        started = _begin(request)
        response = _refusal(request) or get_response(request)
        return _finish(request, response, started)  # type: ignore[arg-type]

    return answer


def _begin(request: HttpRequest) -> float:
    sent = request.headers.get("X-Request-ID", "")
    request.request_id = sent if _REQUEST_ID.fullmatch(sent) else uuid4().hex  # type: ignore[attr-defined]
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request.request_id)  # type: ignore[attr-defined]
    return time.perf_counter()


def _refusal(request: HttpRequest) -> HttpResponse | None:
    # NUL cannot be stored in PostgreSQL text; nothing we offer has it in an address.
    texts = [request.path_info, *request.GET.keys(), *_values(request)]
    if any("\x00" in text for text in texts):
        return error_response(request, 400)
    return None


def _values(request: HttpRequest) -> list[str]:
    return [value for _, values in request.GET.lists() for value in map(str, values)]


def _finish(request: HttpRequest, response: HttpResponseBase, started: float) -> HttpResponseBase:
    is_api = request.path_info.startswith("/api/")
    is_json = response.get("Content-Type", "").startswith("application/json")
    if is_api and response.status_code >= 400 and not is_json:
        # Django's own refusals (unknown address, method, host) speak HTML.
        plain = error_response(request, response.status_code)
        if response.has_header("Allow"):
            plain["Allow"] = response["Allow"]
        response = plain
    if is_api and not response.has_header("Cache-Control"):
        response["Cache-Control"] = "no-store"
    response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
    # The path alone: a query may hold names and phones. A secret in the path is a key, and logs are read by many.
    _log.info(
        "request",
        method=request.method,
        path=_SECRET.sub(r"\1…", request.path_info),
        status=response.status_code,
        ms=round((time.perf_counter() - started) * 1000, 1),
    )
    return response
