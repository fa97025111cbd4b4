"""What a browser carries: the session cookie, the half-way state between password and code, the known device."""

import secrets
from datetime import timedelta
from ipaddress import ip_address

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from pritok.accounts.actions import sessions
from pritok.accounts.actions.sessions import Source
from pritok.accounts.models import SignIn, User
from pritok.kit import clock
from pritok.kit.texts import clean

_DEVICE = "pritok_device"
_DEVICE_DAYS = 90
_PENDING = "waiting_for_code"
_PENDING_LASTS = timedelta(minutes=10)


def source_of(request: HttpRequest) -> Source:
    """Return where a sign-in comes from. The address is the connection's: a proxy is the server's business."""
    try:
        ip = str(ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        ip = None
    return Source(ip, clean(request.headers.get("User-Agent", ""), limit=300), _device(request))


def begin(
    request: HttpRequest, response: HttpResponse, person: User, *, second_factor: bool = False
) -> None:
    """Sign a person in under a session key that did not exist before, and remember the device."""
    source = source_of(request)
    key = _fresh_key(request, person)
    sessions.open_session(person, session_key=key, source=source, second_factor=second_factor)
    _remember_device(response, person, source)


def renew(request: HttpRequest, person: User) -> None:
    """Keep this browser signed in after all sessions of the person were ended, under a new key."""
    old: SignIn = request.sign_in  # type: ignore[attr-defined]
    sessions.renew_session(person, old=old, session_key=_fresh_key(request, person))


def wait_for_code(request: HttpRequest, person: User) -> None:
    """Remember that the password was right; nothing but the second step can be done with it."""
    request.session.flush()
    request.session[_PENDING] = {
        "person": person.pk,
        "epoch": person.session_epoch,
        "until": (clock.now() + _PENDING_LASTS).timestamp(),
    }
    request.session.set_expiry(int(_PENDING_LASTS.total_seconds()))


def person_waiting(request: HttpRequest) -> User | None:
    """Return who has given the right password here a moment ago and owes a code."""
    pending = request.session.get(_PENDING)
    if not pending or pending["until"] < clock.now().timestamp():
        return None
    return User.objects.filter(
        pk=pending["person"], session_epoch=pending["epoch"], is_active=True
    ).first()


def _fresh_key(request: HttpRequest, person: User) -> str:
    request.session.flush()
    request.session["person"] = person.pk
    request.session.set_expiry(settings.SESSION_COOKIE_AGE)
    request.session.save()
    rotate_token(request)
    return str(request.session.session_key)


def _device(request: HttpRequest) -> tuple[int, str] | None:
    try:
        person, device = signing.loads(
            request.COOKIES.get(_DEVICE, ""), salt=_DEVICE, max_age=timedelta(days=_DEVICE_DAYS)
        )
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return int(person), str(device)


def _remember_device(response: HttpResponse, person: User, source: Source) -> None:
    # Proves only "somebody signed in as this person here": it never replaces a code or a password.
    known = source.device[1] if source.device and source.device[0] == person.pk else None
    response.set_cookie(
        _DEVICE,
        signing.dumps([person.pk, known or secrets.token_hex(12)], salt=_DEVICE),
        max_age=timedelta(days=_DEVICE_DAYS),
        path="/api/v1/session",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
