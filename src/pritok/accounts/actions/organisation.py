"""The organisation: its name, zone, money, working week and holidays."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from django.db import IntegrityError, transaction
from phonenumbers import SUPPORTED_REGIONS

from pritok.accounts.access import require_leader, require_settings
from pritok.accounts.actor import Actor
from pritok.accounts.events import HolidayAdded, HolidayRemoved, OrganisationChanged
from pritok.accounts.models import Holiday, Organisation
from pritok.journal.recording import EVERYONE, record
from pritok.kit.errors import NotFound, wrong
from pritok.kit.working_time import WorkingCalendar, parse_week

Week = Mapping[str, Sequence[Sequence[str]]]


class OrganisationChanges(TypedDict, total=False):
    name: str
    language: str
    time_zone: str
    currency: str
    phone_region: str
    week: Week
    promise_hours: int
    answer_target_minutes: int


def change_organisation(actor: Actor, *, changes: OrganisationChanges) -> Organisation:
    """Change the company's own settings; they hold for what happens from now on."""
    require_settings(actor)
    check_organisation(changes)
    values: dict[str, Any] = {**changes}
    with transaction.atomic():
        company = Organisation.objects.select_for_update().get(pk=1)
        fields = sorted(key for key, value in values.items() if getattr(company, key) != value)
        for field in fields:
            setattr(company, field, values[field])
        if fields:
            company.save(update_fields=fields)
            fact = OrganisationChanged(fields=fields)
            record(actor, fact, subject="organisation", audience=EVERYONE)
    return company


def check_organisation(changes: OrganisationChanges) -> None:
    """Refuse zones, currencies, regions and weeks that do not exist; Invalid names the field."""
    if "time_zone" in changes and changes["time_zone"] not in available_timezones():
        raise wrong("time_zone", "There is no such time zone.")
    if "currency" in changes and changes["currency"] not in get_global("all_currencies"):
        raise wrong("currency", "There is no such currency.")
    if "phone_region" in changes and changes["phone_region"] not in SUPPORTED_REGIONS:
        raise wrong("phone_region", "There is no such country.")
    if "week" in changes:
        try:
            WorkingCalendar(ZoneInfo("UTC"), parse_week(changes["week"]))
        except ValueError as error:
            raise wrong("week", f"The week is not right: {error}.") from error


def add_holiday(actor: Actor, *, day: date, name: str = "") -> Holiday:
    """Add a day on which nobody works."""
    require_leader(actor)
    try:
        with transaction.atomic():
            holiday = Holiday.objects.create(date=day, name=name)
            fact = HolidayAdded(date=day.isoformat())
            record(actor, fact, subject="organisation", audience=EVERYONE)
    except IntegrityError as error:
        raise wrong("date", "This day is a holiday already.") from error
    return holiday


def remove_holiday(actor: Actor, *, holiday: int) -> None:
    require_leader(actor)
    with transaction.atomic():
        found = Holiday.objects.filter(pk=holiday).first()
        if found is None:
            raise NotFound
        Holiday.objects.filter(pk=found.pk).delete()
        fact = HolidayRemoved(date=found.date.isoformat())
        record(actor, fact, subject="organisation", audience=EVERYONE)
