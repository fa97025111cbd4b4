"""The addresses under /o/: the offer itself, its PDF, what the page reports, and the files it is drawn with."""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pritok.accounts.queries import company_look, logo_address
from pritok.catalog.queries import told_reasons
from pritok.kit.errors import Conflict, Gone, Invalid
from pritok.kit.pages.assets import Assets
from pritok.kit.pages.headers import protect
from pritok.kit.pages.visitors import address_of, agent_of
from pritok.kit.texts import normalise_email
from pritok.offers import limits
from pritok.offers.access import known_link, living_link
from pritok.offers.actions.answering import Signature, accept_offer, decline_offer
from pritok.offers.actions.reading import note_reading
from pritok.offers.content import Content
from pritok.offers.models import OfferLink, State
from pritok.offers.papers import file_name, paper_of
from pritok.offers.showing import accepted_on, shown, total_of
from pritok.offers.site.answers import Typed
from pritok.offers.site.readers import is_staff, opening_of, reported_opening

assets = Assets(
    Path(__file__).resolve().parent.parent / "assets", "/o/assets/", {"offer.css", "offer.js"}
)
_LONGEST_REPORT = 2_000
_View = Callable[[HttpRequest, OfferLink], HttpResponse]


def _for_holders(view: _View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Find the link behind the address: one answer for every unknown one, one for those that are over."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        if not limits.GUESSES.is_left(_source(request)):
            return _refusal(request, "busy", 429)
        link = known_link(token)
        if link is None:
            limits.GUESSES.take(_source(request))
            return _refusal(request, "missing", 404)
        if living_link(link.token_hash) is None:
            return _refusal(request, "gone", 410, language=link.version.language)
        with translation.override(link.version.language):
            return view(request, link)

    return guarded


# No session gives any right here: whoever has the secret in the address may answer, and nobody else can.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_for_holders
def offer_page(request: HttpRequest, link: OfferLink) -> HttpResponse:
    allowance = limits.ANSWERS if request.method == "POST" else limits.OPENINGS
    wait_s = allowance.take(_source(request))
    if wait_s is not None:
        return _refusal(request, "busy", 429, language=link.version.language, retry_after_s=wait_s)
    if request.method == "POST":
        return _posted(request, link, Typed.of(request.POST))
    return _show(request, link, Typed(), opening=opening_of(request, link))


@require_safe
@_for_holders
def offer_paper(request: HttpRequest, link: OfferLink) -> HttpResponse:
    wait_s = limits.PAPERS.take(link.token_hash)
    if wait_s is not None:
        return _refusal(request, "busy", 429, language=link.version.language, retry_after_s=wait_s)
    response = HttpResponse(paper_of(link.version), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(link.version)}"'
    return protect(response, is_private=True)


@csrf_exempt
@require_POST
@_for_holders
def reading(request: HttpRequest, link: OfferLink) -> HttpResponse:
    """Take what the page's script says was read since it last said so."""
    if limits.REPORTS.take(_source(request)) is not None:
        return HttpResponse(status=429)
    try:
        report = json.loads(request.body[: _LONGEST_REPORT + 1])
        opening = reported_opening(str(report["opening"]), link)
        sections = {str(name): int(ms) for name, ms in dict(report["sections"]).items()}
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return HttpResponse(status=400)
    if opening is not None:
        note_reading(link, opening=opening, sections=sections)
    return protect(HttpResponse(status=204), is_private=True)


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """The company's colour: the policy of the page lets no style stand in it."""
    response = HttpResponse(_look_css(), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _posted(request: HttpRequest, link: OfferLink, typed: Typed) -> HttpResponse:
    if typed.answer not in {"accept", "decline"}:
        # Without the script, this is how the sum follows what is ticked.
        return _show(request, link, typed, status=200 if typed.answer == "count" else 422)
    typed.find_errors()
    if typed.errors:
        typed.notice = _("Please look at the marked fields.")
        return _show(request, link, typed, status=422)
    try:
        _answer(request, link, typed)
    except Invalid:
        typed.notice = _("Please look at what you have chosen.")
        return _show(request, link, typed, status=422)
    except Conflict as conflict:
        return _conflict(request, link, conflict)
    except Gone:
        return _refusal(request, "gone", 410, language=link.version.language)
    response = HttpResponseRedirect(request.path)
    response.status_code = 303
    return protect(response, is_private=True)


def _answer(request: HttpRequest, link: OfferLink, typed: Typed) -> None:
    by = Signature(
        ip=address_of(request),
        user_agent=agent_of(request),
        name=typed.name,
        email=normalise_email(typed.email) or "",
    )
    if typed.answer == "accept":
        accept_offer(link, content_hash=typed.content_hash, options=typed.options, by=by)
    else:
        decline_offer(link, reason=typed.reason_id, comment=typed.comment, by=by)


def _conflict(request: HttpRequest, link: OfferLink, conflict: Conflict) -> HttpResponse:
    again = _read_again(link)
    typed = Typed()
    if conflict.code == "offer_changed":
        typed.notice = _("The offer has changed. Please read it again.")
    return _show(request, again, typed, status=409)


def _read_again(link: OfferLink) -> OfferLink:
    """Return the link with everything behind it read anew."""
    return living_link(link.token_hash) or link


def _show(
    request: HttpRequest, link: OfferLink, typed: Typed, *, opening: str = "", status: int = 200
) -> HttpResponse:
    content = Content.of(link.version)
    offer = link.version.offer
    acceptance = getattr(offer, "acceptance", None)
    options = frozenset(acceptance.options) if acceptance else typed.options
    context = {
        "offer": shown(content, options),
        "options": options,
        "total": total_of(content, options),
        "base_minor": content.sums().total_minor,
        "version": link.version,
        "state": offer.state,
        "is_open": offer.state == State.SENT,
        "accepted_on": accepted_on(acceptance) if acceptance else "",
        "typed": typed,
        "reasons": told_reasons(),
        "opening": opening,
        "is_staff": is_staff(request),
        "logo": logo_address(company_look()),
        "js": assets.address("offer.js"),
    }
    response = _render(request, "offer", context, language=link.version.language, status=status)
    return protect(response, is_private=True, reports_back=True)


def _refusal(
    request: HttpRequest,
    name: str,
    status: int,
    *,
    language: str = settings.LANGUAGE_CODE,
    retry_after_s: int | None = None,
) -> HttpResponse:
    """Answer without a word about any offer."""
    with translation.override(language):
        response = _render(request, name, {}, language=language, status=status)
    if status == 429:
        response["Retry-After"] = str(retry_after_s or 60)
    return protect(response, is_private=True)


def _render(
    request: HttpRequest, name: str, context: dict[str, Any], *, language: str, status: int
) -> HttpResponse:
    shared = {
        "language": language,
        "css": assets.address("offer.css"),
        "look": f"/o/look.css?v={hashlib.sha256(_look_css().encode()).hexdigest()[:12]}",
    }
    return render(request, f"offers/{name}.html", {**shared, **context}, status=status)


def _look_css() -> str:
    accent = company_look().accent
    ink = "#fff" if _is_dark(accent) else "#14211e"
    return f":root {{ --accent: {accent}; --accent-ink: {ink}; }}\n"


def _is_dark(colour: str) -> bool:
    """Say whether white letters stand out from a colour better than black ones (relative luminance, WCAG)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.18


def _source(request: HttpRequest) -> str:
    return address_of(request) or "local"


urlpatterns: Sequence[Any] = [
    path("o/assets/<str:name>", assets.view),
    path("o/look.css", look),
    path("o/<str:token>", offer_page),
    path("o/<str:token>/pdf", offer_paper),
    path("o/<str:token>/reading", reading),
]
