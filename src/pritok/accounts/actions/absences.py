"""Absences: spans in which a person is given no deals."""

from datetime import datetime, timedelta

from django.db import transaction

from pritok.accounts.access import get_absence, require_absence_rights
from pritok.accounts.actor import Actor
from pritok.accounts.events import AbsenceAdded, AbsenceRemoved
from pritok.accounts.models import Absence, User
from pritok.journal.recording import LEADERS, record
from pritok.kit.errors import wrong

_LONGEST = timedelta(days=3 * 366)


def add_absence(
    actor: Actor,
    *,
    person: int,
    starts_at: datetime,
    ends_at: datetime,
    kind: str,
    comment: str = "",
) -> Absence:
    """Note that somebody will be away: oneself, or a person one leads."""
    require_absence_rights(actor, person)
    if not User.objects.filter(pk=person).exists():
        raise wrong("person", "There is no such person.")
    if ends_at <= starts_at:
        raise wrong("ends_at", "The end must be after the start.")
    if ends_at - starts_at > _LONGEST:
        raise wrong("ends_at", "An absence lasts at most three years.")
    with transaction.atomic():
        absence = Absence.objects.create(
            person_id=person, starts_at=starts_at, ends_at=ends_at, kind=kind, comment=comment
        )
        fact = AbsenceAdded(
            absence=absence.pk,
            person=person,
            starts_at=starts_at.isoformat(),
            ends_at=ends_at.isoformat(),
            reason=kind,
        )
        record(actor, fact, subject=f"person:{person}", audience=LEADERS)
    return absence


def remove_absence(actor: Actor, *, absence: int) -> None:
    with transaction.atomic():
        found = get_absence(actor, absence)
        require_absence_rights(actor, found.person_id)
        fact = AbsenceRemoved(absence=found.pk, person=found.person_id)
        Absence.objects.filter(pk=found.pk).delete()
        record(actor, fact, subject=f"person:{fact.person}", audience=LEADERS)
