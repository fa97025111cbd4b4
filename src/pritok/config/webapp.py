"""Serving the built web application, and plain pages for what goes wrong outside the API."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from pritok.api.errors import error_response

_NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>Pritok</title>
<p>The web application is not built yet. Run <code>make web</code> and reload this page.</p>
<p>The API works: <a href="/api/v1/health">/api/v1/health</a>.</p>"""

# The build leaves this word where the page's own nonce must stand.
_NONCE_MARK = b"__CSP_NONCE__"


@cache
def _page(path: Path, _changed_ns: int) -> bytes:
    return path.read_bytes()


@require_safe
@ensure_csrf_cookie
def web_application(request: HttpRequest) -> HttpResponse:
    """Answer every address of the web application with its one page."""
    index = settings.WEB_DIR / "index.html"
    if not index.exists():
        return HttpResponse(_NOT_BUILT, status=503)
    # Cached by time of change: a rebuilt front end shows without a restart.
    page = _page(index, index.stat().st_mtime_ns)
    nonce = str(getattr(request, "csp_nonce", "")).encode()
    response = HttpResponse(page.replace(_NONCE_MARK, nonce))
    response["Cache-Control"] = "no-cache"
    return response


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(request, 400, "The request cannot be read.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(request, 403, "You may not do this.")


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(request, 404, "There is no such page.")


def failed(request: HttpRequest) -> HttpResponse:
    return _plain(request, 500, "Something went wrong on our side.")


def _plain(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return error_response(request, status)
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
