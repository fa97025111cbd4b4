"""Public pages: the request form and its parts for other sites, the thank-you page, the client's status page."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, re_path
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pritok.accounts.actor import VISITOR
from pritok.accounts.queries import organisation
from pritok.intake import queries
from pritok.intake.actions.receiving import receive
from pritok.intake.forms import tickets
from pritok.intake.forms.reading import (
    HONEYPOT,
    TYPED,
    Typed,
    find_errors,
    payload_of,
    suspicion,
)
from pritok.intake.forms.telling import tell
from pritok.intake.incoming import Incoming, Receipt
from pritok.intake.limits import CALM_ADDRESS, CALM_FORM, PER_ADDRESS, PER_FORM
from pritok.intake.models import Form, Request
from pritok.intake.rules import Rules
from pritok.intake.status_links import request_of
from pritok.kit.errors import Conflict, Unavailable
from pritok.kit.pages.assets import Assets
from pritok.kit.pages.headers import protect
from pritok.kit.pages.visitors import address_of, agent_of

assets = Assets(Path(__file__).with_name("assets"), "/f/assets/", {"form.css", "form.js"})
_LABELS = {
    "name": (gettext_noop("Your name"), "name", "text"),
    "phone": (gettext_noop("Phone"), "tel", "tel"),
    "email": (gettext_noop("E-mail"), "email", "email"),
    "message": (gettext_noop("Your message"), "off", "textarea"),
}


# No session, no cookie: the signed ticket in the form does what a CSRF token would.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: HttpRequest, slug: str) -> HttpResponse:
    form = queries.live_form(slug)
    if form is None:
        return _gone(request)
    with translation.override(form.language):
        if request.method == "POST":
            return _posted(request, form)
        typed = Typed.of(request.GET, page=request.headers.get("Referer", ""))
        typed.values = dict.fromkeys(TYPED, "")
        is_calm = CALM_ADDRESS.is_left(_source(request)) and CALM_FORM.is_left(form.slug)
        return _show(request, form, typed, bits=0 if is_calm else tickets.DIFFICULTY_BITS)


def _posted(request: HttpRequest, form: Form) -> HttpResponse:
    """Limits, ticket, robots, fields, and only then the request itself; what was typed survives every refusal."""
    typed = Typed.of(request.POST)
    waits = [PER_ADDRESS.take(_source(request)), PER_FORM.take(form.slug)]
    wait_s = max((wait for wait in waits if wait is not None), default=None)
    if wait_s is not None:
        typed.notice = _("Too many requests at once. Please try again in a minute.")
        return _show(request, form, typed, status=429, retry_after_s=wait_s)
    ticket = tickets.read(request.POST.get("ticket", ""), form=form.pk)
    if ticket is None:
        typed.notice = _("The page was open for a long time. Please press the button once more.")
        return _show(request, form, typed, status=422)
    takes = [CALM_ADDRESS.take(_source(request)), CALM_FORM.take(form.slug)]
    is_proven = ticket.bits > 0 and tickets.is_proven(ticket, request.POST.get("proof", ""))
    needs_proof = any(takes) and not is_proven
    find_errors(typed, form, ticket, Rules.load())
    if typed.errors:
        typed.notice = _("Please look at the marked fields.")
        return _show(request, form, typed, status=422)
    if needs_proof and request.POST.get("script") == "1" and not request.POST.get(HONEYPOT):
        typed.notice = _("One moment: we are making sure that you are not a robot.")
        return _show(request, form, typed, bits=tickets.DIFFICULTY_BITS, is_waiting=True)
    doubt = suspicion(request.POST, ticket, needs_proof=needs_proof)
    return _hand_in(request, form, typed, ticket, doubt)


def _hand_in(
    request: HttpRequest, form: Form, typed: Typed, ticket: tickets.Ticket, doubt: str
) -> HttpResponse:
    incoming = Incoming(
        channel="form",
        sender=f"form:{form.pk}",
        payload=payload_of(typed, form),
        key=ticket.nonce,
        form_id=form.pk,
        suspicion=doubt,
        language=form.language,
        ip=address_of(request),
        user_agent=agent_of(request),
    )
    try:
        receipt = receive(VISITOR, incoming=incoming)
    except Conflict:
        typed.notice = _("We have your request already. Press the button to send another one.")
        return _show(request, form, typed, status=409)
    except Unavailable as busy:
        typed.notice = _("We could not take the request this second. Please press once more.")
        return _show(request, form, typed, status=503, retry_after_s=busy.retry_after_s or 5)
    return _see_thanks(request, form, receipt)


def _see_thanks(request: HttpRequest, form: Form, receipt: Receipt) -> HttpResponse:
    embedded = "?embed=1" if _is_embedded(request) else ""
    target = f"/f/{form.slug}/thanks/{receipt.status_token}{embedded}"
    response = HttpResponseRedirect(target)
    response.status_code = 303
    return protect(response, origins=form.allowed_origins, is_private=True)


def _show(
    request: HttpRequest,
    form: Form,
    typed: Typed,
    *,
    bits: int = 0,
    status: int = 200,
    retry_after_s: int | None = None,
    is_waiting: bool = False,
) -> HttpResponse:
    ticket = tickets.issue(form=form.pk, version=form.consent_version, bits=bits)
    context = {
        "form": form,
        "company": organisation().name,
        "fields": _fields(form, typed),
        "typed": typed,
        "ticket": tickets.sign(ticket),
        "nonce": ticket.nonce,
        "bits": bits,
        "honeypot": HONEYPOT,
        "is_waiting": is_waiting,
        "promise_hours": organisation().promise_hours,
    }
    response = _render(request, "form", context, language=form.language, status=status)
    if retry_after_s is not None:
        response["Retry-After"] = str(retry_after_s)
    return protect(response, origins=form.allowed_origins)


def _fields(form: Form, typed: Typed) -> list[dict[str, Any]]:
    """Return what the template draws, in order."""
    shown = [name for name in TYPED if form.fields.get(name, {}).get("show")]
    return [
        {
            "name": name,
            "label": _(_LABELS[name][0]),
            "autocomplete": _LABELS[name][1],
            "kind": _LABELS[name][2],
            "required": form.fields[name].get("required", False),
            "value": typed.values[name],
            "error": typed.errors.get(name, ""),
        }
        for name in shown
    ]


@require_safe
def thanks_page(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    found = _request_behind(token)
    if found is None or found.form is None or found.form.slug != slug:
        return _gone(request)
    form = found.form
    with translation.override(form.language):
        context = {"form": form, "told": tell(found), "token": token}
        response = _render(request, "thanks", context, language=form.language)
    return protect(response, origins=form.allowed_origins, is_private=True)


@require_safe
def status_page(request: HttpRequest, token: str) -> HttpResponse:
    found = _request_behind(token)
    if found is None:
        return _gone(request)
    language = found.form.language if found.form else organisation().language
    with translation.override(language):
        response = _render(request, "status", {"told": tell(found)}, language=language)
    return protect(response, is_private=True)


@require_safe
def script(request: HttpRequest, slug: str) -> HttpResponse:
    """The line other sites put into their page: it adds the form as a frame that grows with its content."""
    form = queries.live_form(slug)
    if form is None:
        raise Http404
    known = json.dumps({"slug": form.slug, "title": form.title})
    body = assets.text("embed.js").replace("__FORM__", known)
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _request_behind(token: str) -> Request | None:
    request_id: UUID | None = request_of(token)
    if request_id is None:
        return None
    return Request.objects.select_related("form", "deal").filter(pk=request_id).first()


def _gone(request: HttpRequest) -> HttpResponse:
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        response = _render(request, "gone", {}, language=language, status=404)
    return protect(response, is_private=True)


def _render(
    request: HttpRequest,
    name: str,
    context: dict[str, Any],
    *,
    language: str,
    status: int = 200,
) -> HttpResponse:
    shared = {
        "language": language,
        "is_embedded": _is_embedded(request),
        "css": assets.address("form.css"),
        "js": assets.address("form.js"),
    }
    return render(request, f"intake/{name}.html", {**shared, **context}, status=status)


def _is_embedded(request: HttpRequest) -> bool:
    return request.GET.get("embed") == "1"


def _source(request: HttpRequest) -> str:
    return address_of(request) or "local"


urlpatterns: Sequence[Any] = [
    path("f/assets/<str:name>", assets.view),
    re_path(r"^f/(?P<slug>[a-z0-9][a-z0-9_-]*)\.js$", script),
    path("f/<slug:slug>", form_page),
    path("f/<slug:slug>/thanks/<str:token>", thanks_page),
    path("r/<str:token>", status_page),
]
