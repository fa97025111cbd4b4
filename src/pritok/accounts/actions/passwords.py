"""Passwords: proving, changing and resetting them."""

import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from pritok.accounts.access import get_manageable_person, require_person
from pritok.accounts.actions import attempts
from pritok.accounts.actions.sessions import Source, end_all_sessions
from pritok.accounts.actor import VISITOR, Actor
from pritok.accounts.events import CredentialsChanged, SignInRefused
from pritok.accounts.models import User
from pritok.journal.recording import LEADERS, record
from pritok.kit.errors import Forbidden, Unauthenticated, wrong

# Not a hash: checking against it makes Django compute one anyway, so that time tells nothing.
_NOBODY = "!"


def prove_password(*, email: str, password: str, source: Source) -> User:
    """Return the active person with this address and password, or refuse in one way for every reason.

    Wrong tries are counted per account and per source; a device the person has signed in from before has
    a count of its own, so that strangers cannot lock anybody out.
    """
    person = User.objects.filter(email=email).first()
    known = person.pk if person else None
    limits = _limits(email, known, source)
    for limit, subject in limits:
        attempts.reserve(VISITOR, limit=limit, subject=subject, person=known)
    is_right = check_password(password, person.password if person else _NOBODY)
    if person is None or not is_right or not person.is_active:
        _record_refusal("inactive" if is_right else "password", known)
        raise Unauthenticated("The e-mail or the password is wrong.", code="bad_credentials")
    for limit, subject in limits:
        attempts.release(limit=limit, subject=subject)
    return person


def reenter_password(actor: Actor, *, password: str, field: str) -> User:
    """Return the person asking after a correct password; Forbidden, naming `field`, otherwise."""
    person = User.objects.get(pk=require_person(actor))
    subject = f"again:{person.pk}"
    attempts.reserve(actor, limit=attempts.PER_CODE, subject=subject, person=person.pk)
    if not check_password(password, person.password):
        raise Forbidden(
            "The password is wrong.", code="wrong_password", fields={field: "Wrong password."}
        )
    attempts.release(limit=attempts.PER_CODE, subject=subject)
    return person


def change_own_password(actor: Actor, *, current: str, new: str) -> User:
    """Change one's own password; every session of this person ends, the caller's too."""
    person = reenter_password(actor, password=current, field="current")
    encoded = hashed(new, person, field="new")
    with transaction.atomic():
        _store(actor, person, encoded)
    person.refresh_from_db()
    return person


def reset_password(actor: Actor, *, person: int) -> str:
    """Give a person below oneself a temporary password, shown once; ends all of that person's sessions."""
    found = get_manageable_person(actor, person)
    temporary = temporary_password()
    with transaction.atomic():
        _store(actor, found, make_password(temporary))
    return temporary


def hashed(password: str, person: User, *, field: str) -> str:
    """Return the stored form of a password that is good enough; Invalid, naming `field`, otherwise."""
    try:
        with translation.override(person.language):
            validate_password(password, person)
    except ValidationError as error:
        raise wrong(field, " ".join(error.messages), code="weak_password") from error
    return make_password(password)


def temporary_password() -> str:
    return "-".join(secrets.token_hex(2) for _ in range(4))


def record_refused_code(person: int) -> None:
    _record_refusal("code", person)


def _store(actor: Actor, person: User, encoded: str) -> None:
    User.objects.filter(pk=person.pk).update(password=encoded)
    end_all_sessions(person.pk)
    fact = CredentialsChanged(person=person.pk, what="password")
    record(actor, fact, subject=f"person:{person.pk}", audience=LEADERS)


def _limits(email: str, person: int | None, source: Source) -> list[tuple[attempts.Limit, str]]:
    if person is not None and source.device and source.device[0] == person:
        return [(attempts.PER_DEVICE, f"{person}:{source.device[1]}")]
    limits = [(attempts.PER_ACCOUNT, email)]
    if source.ip:
        # First, so that a source out of tries cannot use up those of an account.
        limits.insert(0, (attempts.PER_SOURCE, source.ip))
    return limits


def _record_refusal(reason: str, person: int | None) -> None:
    with transaction.atomic():
        fact = SignInRefused(reason=reason, person=person)
        record(VISITOR, fact, subject=f"person:{person or 0}", audience=LEADERS)
