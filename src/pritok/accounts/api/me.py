"""One's own account: name, language, password, second factor, sessions."""

from datetime import timedelta
from typing import cast

from allauth.mfa.adapter import get_adapter
from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from pritok.accounts import browser
from pritok.accounts.access import own_sign_ins, require_person
from pritok.accounts.actions import passwords, people, sessions, totp
from pritok.accounts.api.session import me_of
from pritok.accounts.models import User
from pritok.accounts.schemas import (
    CodeIn,
    EnrolmentIn,
    EnrolmentOut,
    Me,
    MePatch,
    PasswordChange,
    PasswordProof,
    RecoveryCodesOut,
    SignInEntry,
)
from pritok.api.auth import actor_of
from pritok.api.responses import NO_CONTENT, errors
from pritok.api.schemas import Key, Listing, given
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden

router = Router(tags=["me"])
_ENROLLING = "second_factor_secret"
# Right after signing in the password need not be typed twice.
_JUST_NOW = timedelta(minutes=15)


@router.patch("/me", response=errors(ok={200: Me}), operation_id="changeMe")
def change_me(request: HttpRequest, body: MePatch) -> Me:
    actor = actor_of(request)
    changes = cast("people.OwnChanges", given(body))
    people.change_own_account(actor, person=require_person(actor), changes=changes)
    return me_of(actor)


@router.put("/me/password", response=errors(ok={204: None}), operation_id="changeMyPassword")
def change_my_password(request: HttpRequest, body: PasswordChange) -> Status[None]:
    """Change the password; every other session ends, this one gets a new cookie."""
    actor = actor_of(request)
    person = passwords.change_own_password(actor, current=body.current, new=body.new)
    browser.renew(request, person)
    return NO_CONTENT


@router.post("/me/totp", response=errors(ok={200: EnrolmentOut}), operation_id="enrolTotp")
def enrol_totp(request: HttpRequest, body: EnrolmentIn | None = None) -> EnrolmentOut:
    """Begin turning the second factor on: a secret for the authenticator, not in force yet."""
    require_presence(request, body.password if body else None)
    person = User.objects.get(pk=require_person(actor_of(request)))
    secret = totp.new_secret()
    request.session[_ENROLLING] = get_adapter().encrypt(secret)
    uri, picture = totp.enrolment(person, secret)
    return EnrolmentOut(secret=secret, uri=uri, qr_svg=picture)


@router.put("/me/totp", response=errors(409, ok={200: RecoveryCodesOut}), operation_id="turnOnTotp")
def turn_on_totp(request: HttpRequest, body: CodeIn) -> RecoveryCodesOut:
    """Finish turning it on by proving that the authenticator has the secret."""
    actor = actor_of(request)
    require_person(actor)
    sealed = request.session.get(_ENROLLING)
    if sealed is None:
        raise Conflict("Ask for a secret first.", code="no_enrolment")
    secret = get_adapter().decrypt(sealed)
    person, codes = totp.turn_on(actor, secret=secret, code=body.code)
    browser.renew(request, person)
    return RecoveryCodesOut(recovery_codes=codes)


@router.delete("/me/totp", response=errors(409, ok={204: None}), operation_id="turnOffTotp")
def turn_off_totp(request: HttpRequest, body: PasswordProof) -> Status[None]:
    person = totp.turn_off(actor_of(request), password=body.password)
    browser.renew(request, person)
    return NO_CONTENT


@router.get(
    "/me/sessions",
    response=errors(ok={200: Listing[SignInEntry]}),
    operation_id="listMySessions",
)
def list_my_sessions(request: HttpRequest) -> Listing[SignInEntry]:
    actor = actor_of(request)
    current = getattr(request, "sign_in", None)
    entries = [
        SignInEntry(
            id=str(entry.pk),
            created_at=entry.created_at,
            last_seen_at=entry.last_seen_at,
            ip=entry.ip,
            user_agent=entry.user_agent,
            current=current is not None and entry.pk == current.pk,
        )
        for entry in own_sign_ins(actor).order_by("-last_seen_at")
    ]
    return Listing[SignInEntry](items=entries)


@router.delete(
    "/me/sessions/{sign_in_id}", response=errors(404, ok={204: None}), operation_id="endMySession"
)
def end_my_session(request: HttpRequest, sign_in_id: Key) -> Status[None]:
    sessions.end_session(actor_of(request), sign_in=sign_in_id)
    return NO_CONTENT


def require_presence(request: HttpRequest, password: str | None) -> None:
    """Ask for the password again unless the person signed in just now: a borrowed screen is not its owner."""
    actor = actor_of(request)
    require_person(actor)
    signed_in_at = request.sign_in.created_at  # type: ignore[attr-defined]
    if clock.now() - signed_in_at <= _JUST_NOW:
        return
    if password is None:
        raise Forbidden(
            "Enter your password again.",
            code="password_needed",
            fields={"password": "Enter your password."},
        )
    passwords.reenter_password(actor, password=password, field="password")
