"""GET /api/v1/live: the journal as server-sent events, for those who may hear each of them."""

import asyncio
from collections.abc import AsyncIterator

from asgiref.sync import SyncToAsync, sync_to_async
from django.conf import settings
from django.db import connections
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from pritok.accounts.actor import Actor
from pritok.api.auth import BearerToken, actor_of_cookie
from pritok.api.errors import error_response, on_refusal
from pritok.kit.errors import Forbidden, Refusal, Unauthenticated
from pritok.live.hub import hub
from pritok.live.streams import Credential, Stream

_FORGED = -1


async def live(request: HttpRequest) -> HttpResponseBase:
    """Check who asks, then stream. `Last-Event-ID` (or `?after=`) is the position last heard."""
    if request.method != "GET":
        refused = error_response(request, 405)
        refused["Allow"] = "GET"
        return refused
    admitted = await sync_to_async(_admit)(request, asyncio.get_running_loop())
    if not isinstance(admitted, Stream):
        return admitted
    response = StreamingHttpResponse(_Body(admitted), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def _admit(request: HttpRequest, loop: asyncio.AbstractEventLoop) -> Stream | HttpResponseBase:
    try:
        _refuse_strangers(request)
        actor, credential = _who(request)
        stream = Stream(actor, credential, loop)
        hub.join(stream, _last_seen(request))
    except Refusal as refusal:
        return on_refusal(request, refusal)
    finally:
        # The request lives as long as the stream; its connection must not.
        connections.close_all()
    return stream


class _Body:
    """The stream as the response's content. Django calls `close` also when nobody ever began to read."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        _let_thread_go()
        try:
            async for part in self._stream.events():
                yield part
        finally:
            self.close()

    def close(self) -> None:
        hub.leave(self._stream)


def _let_thread_go() -> None:
    """Give back the thread that Django keeps for the synchronous parts of this request."""
    context = SyncToAsync.thread_sensitive_context.get(None)
    executor = SyncToAsync.context_to_thread_executor.pop(context, None) if context else None
    if executor is not None:
        executor.shutdown(wait=False)


def _who(request: HttpRequest) -> tuple[Actor, Credential]:
    if "Authorization" in request.headers:
        actor = BearerToken()(request)
        if isinstance(actor, Actor):
            return actor, Credential(token_id=int(actor.id))
    else:
        actor = actor_of_cookie(request)
        if actor is not None:
            return actor, Credential(session_key=request.COOKIES[settings.SESSION_COOKIE_NAME])
    raise Unauthenticated("Sign in, or send a token.")


def _refuse_strangers(request: HttpRequest) -> None:
    # A page elsewhere can make the browser open this address with the user's cookie.
    origin = request.headers.get("Origin")
    own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    site = request.headers.get("Sec-Fetch-Site", "none")
    if (origin is not None and origin not in own) or site not in {"none", "same-origin"}:
        raise Forbidden("The request did not come from a page of ours.", code="csrf")


def _last_seen(request: HttpRequest) -> int | None:
    written = request.headers.get("Last-Event-ID") or request.GET.get("after")
    if not written:
        return None
    if written.isascii() and written.isdecimal() and len(written) < 19:
        return int(written)
    return _FORGED
