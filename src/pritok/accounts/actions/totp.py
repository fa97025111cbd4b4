"""The second factor: time-based codes and recovery codes, kept as allauth keeps them, each good once."""

from allauth.mfa import app_settings as mfa
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from pritok.accounts.access import require_person
from pritok.accounts.actions import attempts
from pritok.accounts.actions.passwords import record_refused_code, reenter_password
from pritok.accounts.actions.sessions import end_all_sessions
from pritok.accounts.actor import VISITOR, Actor
from pritok.accounts.events import CredentialsChanged
from pritok.accounts.models import User
from pritok.journal.recording import LEADERS, record
from pritok.kit import clock
from pritok.kit.errors import Conflict, Unauthenticated, wrong


def new_secret() -> str:
    return str(generate_totp_secret())


def enrolment(person: User, secret: str) -> tuple[str, str]:
    """Return the otpauth address of a secret and its picture as SVG."""
    adapter = get_adapter()
    uri = adapter.build_totp_url(person, secret)
    return uri, adapter.build_totp_svg(uri)


def turn_on(actor: Actor, *, secret: str, code: str) -> tuple[User, list[str]]:
    """Ask for codes of `secret` from now on; returns the recovery codes. Ends all other sessions."""
    person = User.objects.get(pk=require_person(actor))
    step = _step_of(secret, code, after=-1)
    if step is None:
        raise wrong("code", "This code is not right. Check the time of your device.")
    with transaction.atomic():
        if _authenticators(person.pk).filter(type=Authenticator.Type.TOTP).exists():
            raise Conflict("The second factor is on already.", code="totp_on")
        _authenticators(person.pk).delete()
        _remember_step(TOTP.activate(person, secret).instance, step)
        codes = RecoveryCodes.activate(person).get_unused_codes()
        end_all_sessions(person.pk)
        _record(actor, person.pk, "totp_on")
    return person, codes


def turn_off(actor: Actor, *, password: str) -> User:
    """Sign in with the password alone from now on; ends all other sessions."""
    person = reenter_password(actor, password=password, field="password")
    with transaction.atomic():
        removed, _ = _authenticators(person.pk).delete()
        if not removed:
            raise Conflict("The second factor is off already.", code="totp_off")
        end_all_sessions(person.pk)
        _record(actor, person.pk, "totp_off")
    return person


def prove_code(*, person: User, code: str) -> None:
    """Accept a code of the person's device or an unused recovery code, each once; Unauthenticated otherwise."""
    subject = str(person.pk)
    attempts.reserve(VISITOR, limit=attempts.PER_CODE, subject=subject, person=person.pk)
    if not (_spend_code(person, code) or _spend_recovery_code(person, code)):
        record_refused_code(person.pk)
        raise Unauthenticated("This code is not right.", code="bad_code")
    attempts.release(limit=attempts.PER_CODE, subject=subject)


def _spend_code(person: User, code: str) -> bool:
    with transaction.atomic():
        found = _authenticators(person.pk).filter(type=Authenticator.Type.TOTP)
        totp = found.select_for_update().first()
        if totp is None:
            return False
        secret = get_adapter().decrypt(totp.data["secret"])
        step = _step_of(secret, code, after=totp.data.get("last_step", -1))
        if step is None:
            return False
        _remember_step(totp, step)
        return True


def _spend_recovery_code(person: User, code: str) -> bool:
    with transaction.atomic():
        found = _authenticators(person.pk).filter(type=Authenticator.Type.RECOVERY_CODES)
        codes = found.select_for_update().first()
        if codes is None or not RecoveryCodes(codes).validate_code(code):
            return False
        _record(VISITOR, person.pk, "recovery_codes")
        return True


def _step_of(secret: str, code: str, *, after: int) -> int | None:
    """Return the time step this code belongs to, if it is near now and later than `after`."""
    written = code.replace(" ", "")
    now = int(clock.now().timestamp()) // mfa.TOTP_PERIOD
    for step in range(now - mfa.TOTP_TOLERANCE, now + mfa.TOTP_TOLERANCE + 1):
        expected = format_hotp_value(hotp_value(secret, step))
        if constant_time_compare(written, expected) and step > after:
            return step
    return None


def _remember_step(totp: Authenticator, step: int) -> None:
    # allauth remembers used codes in the cache of one process; the row is seen by all of them.
    totp.data["last_step"] = step
    totp.last_used_at = clock.now()
    totp.save(update_fields=["data", "last_used_at"])


def _authenticators(person: int) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user_id=person)
    return found


def _record(actor: Actor, person: int, what: str) -> None:
    fact = CredentialsChanged(person=person, what=what)
    record(actor, fact, subject=f"person:{person}", audience=LEADERS)
