"""GET /api/v1/live: the journal as server-sent events, for those who may hear each of them.

The view is synchronous: who asks is looked up in the thread and by the connection that any request gets. What it
returns is iterated in the event loop and holds neither.
"""

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from pritok.accounts.actor import Actor
from pritok.api.auth import BearerToken, actor_of_cookie
from pritok.api.errors import on_refusal
from pritok.kit.errors import Forbidden, Refusal, Unauthenticated
from pritok.live import hub
from pritok.live.rights import Credential

# No journal has it, so the client is told to ask for everything anew.
_UNKNOWN = -1


@csrf_exempt  # it only reads; any other method is told so, and not asked for a token first
@require_GET
def live(request: HttpRequest) -> HttpResponseBase:
    """Check who asks, then stream; `Last-Event-ID` or `?last_event_id=` is the position last heard."""
    try:
        _refuse_strangers(request)
        actor, credential = _who(request)
        body = hub.HUB.open(actor=actor, credential=credential, last_seen=_last_seen(request))
    except Refusal as refusal:
        return on_refusal(request, refusal)
    response = StreamingHttpResponse(body, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def _refuse_strangers(request: HttpRequest) -> None:
    # A page elsewhere can make the browser open this address with the user's cookie.
    origin = request.headers.get("Origin")
    own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    site = request.headers.get("Sec-Fetch-Site", "none")
    if (origin is not None and origin not in own) or site not in {"none", "same-origin"}:
        raise Forbidden("The request did not come from a page of ours.", code="csrf")


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


def _last_seen(request: HttpRequest) -> int | None:
    # The header first: a browser that comes back by itself repeats the address it once had.
    written = request.headers.get("Last-Event-ID") or request.GET.get("last_event_id")
    if not written:
        return None
    is_number = written.isascii() and written.isdecimal() and len(written) < 19
    return int(written) if is_number else _UNKNOWN
