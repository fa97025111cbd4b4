"""The first run: the organisation and its first admin, once."""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from pritok.accounts.actions import attempts
from pritok.accounts.actions.organisation import check_organisation
from pritok.accounts.actions.people import add_person
from pritok.accounts.actor import VISITOR, system
from pritok.accounts.events import OrganisationChanged
from pritok.accounts.models import Organisation, Role, User
from pritok.accounts.queries import is_set_up, setup_code
from pritok.journal.recording import EVERYONE, record
from pritok.kit import clock
from pritok.kit.errors import Forbidden, Gone

_SETUP = system("setup")
_WEEK = {str(day): [["09:00", "18:00"]] for day in range(5)}
_REGIONS = {"RUB": "RU", "KZT": "KZ", "BYN": "BY", "USD": "US", "GBP": "GB", "EUR": "DE"}


@dataclass(frozen=True)
class NewOrganisation:
    name: str
    language: str
    time_zone: str
    currency: str


@dataclass(frozen=True)
class NewAdmin:
    name: str
    email: str
    password: str


def prove_setup_code(*, code: str, source: str | None) -> None:
    """Refuse whoever does not know the code the server printed; Gone as soon as anybody exists."""
    if is_set_up():
        raise Gone("Pritok is set up already.", code="already_set_up")
    attempts.reserve(VISITOR, limit=attempts.PER_SETUP, subject=source or "unknown")
    if not constant_time_compare(code.strip().upper(), setup_code()):
        raise Forbidden(
            "The code is wrong. The server printed it when it started.",
            code="wrong_code",
            fields={"code": "Wrong code."},
        )


def set_up(*, organisation: NewOrganisation, admin: NewAdmin) -> User:
    """Create the organisation and its first admin; Gone if somebody else was quicker.

    The caller has proved the code, and may join sample data in a transaction of its own.
    """
    if is_set_up():
        raise Gone("Pritok is set up already.", code="already_set_up")
    try:
        with transaction.atomic():
            create_organisation(organisation)
            return _add_admin(admin)
    except IntegrityError as error:
        raise Gone("Pritok is set up already.", code="already_set_up") from error


def create_admin(*, name: str, email: str, password: str) -> User:
    """Create an admin from the command line, and the organisation with defaults where there is none."""
    with transaction.atomic():
        if not Organisation.objects.filter(pk=1).exists():
            language = settings.LANGUAGE_CODE
            create_organisation(
                NewOrganisation(
                    name="Pritok",
                    language=language,
                    time_zone=settings.DEFAULT_TIME_ZONE,
                    currency="RUB" if language == "ru" else "USD",
                )
            )
        return _add_admin(NewAdmin(name, email, password))


def create_organisation(new: NewOrganisation) -> Organisation:
    """Create the one organisation with a plain working week; IntegrityError when there is one."""
    check_organisation({"time_zone": new.time_zone, "currency": new.currency})
    with transaction.atomic():
        company = Organisation(
            pk=1,
            name=new.name,
            language=new.language,
            time_zone=new.time_zone,
            currency=new.currency,
            phone_region=_REGIONS.get(new.currency, "RU" if new.language == "ru" else "US"),
            week=_WEEK,
            created_at=clock.now(),
        )
        company.save(force_insert=True)
        fact = OrganisationChanged(fields=["currency", "language", "name", "time_zone", "week"])
        record(_SETUP, fact, subject="organisation", audience=EVERYONE)
    return company


def _add_admin(admin: NewAdmin) -> User:
    person, _ = add_person(
        _SETUP, name=admin.name, email=admin.email, role=Role.ADMIN, password=admin.password
    )
    return person
